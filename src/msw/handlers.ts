import { http, type RequestHandler } from 'msw'
import { installedClock } from '../engine/model/clock.ts'
import { ConnectionError } from '../engine/base/connection.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import { asBug, FaultBugError } from '../engine/base/errors.ts'
import { play } from '../engine/run/play.ts'
import type { Run } from '../engine/run/run.ts'
import { setDirectAnswer } from '../gateway/direct-answer.ts'
import type { Router } from '../gateway/router.ts'
import { brokenConnection, refusal, respond } from '../gateway/response.ts'

/**
 * The handlers that stand in for the providers: one for all of them, so that a call costs the same however many there are.
 * @param router knows the providers
 * @param run gives the run that a request belongs to
 * @param isMine says whether the running code is theirs to answer, where several tests run at once
 */
export function handlersOf(router: Router, run: () => Run, isMine: () => boolean = () => true): readonly RequestHandler[] {
  const knows = (url: URL): boolean => isMine() && router.knows(url)
  const handler = http.all(
    ({ request }) => knows(new URL(request.url)),
    ({ request }) => answer(request, request.signal, router, run()).catch(brokenConnection),
  )
  setDirectAnswer(handler, { knows, answer: (request, signal) => answer(request, signal, router, run()) })
  return [handler]
}

/** @throws ConnectionError where the connection breaks before the headers */
async function answer(request: Request, signal: AbortSignal, router: Router, run: Run): Promise<Response> {
  const delivery = await deliveryOf(request, router, run)
  if (delivery instanceof Response) return delivery
  if (signal.aborted) {
    // The client has given up while the answer was being thought of; nobody reads what is returned.
    delivery.abort()
    throw new ConnectionError()
  }
  signal.addEventListener('abort', () => delivery.abort(), { once: true })
  try {
    return await respond(delivery)
  } catch (error) {
    if (error instanceof ConnectionError) throw error
    return refuse(run, error)
  }
}

/** What a provider does with a request, by whatever way it came; a response that says why, where brownout cannot play it. */
export async function deliveryOf(request: Request, router: Router, run: Run): Promise<Delivery | Response> {
  const release = (installedClock() ?? run.clock).hold()
  try {
    await router.load()
    const url = new URL(request.url)
    const route = router.find(request.method, url)
    if (route.type === 'refused') {
      run.journal.unhandled.push({ method: request.method, url: url.href, message: route.message })
      return refusal('unhandled_request', route.message)
    }
    const text = await request.text()
    return await play(run, route.provider, route.endpoint, { method: request.method, url, headers: request.headers, text })
  } catch (error) {
    return refuse(run, error)
  } finally {
    release()
  }
}

function refuse(run: Run, error: unknown): Response {
  const bug = asBug(error)
  if (!run.journal.bugs.includes(bug)) run.journal.bugs.push(bug)
  return refusal(error instanceof FaultBugError ? 'fault_bug' : 'emulator_bug', bug.message)
}

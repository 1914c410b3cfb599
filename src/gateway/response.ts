import { installedClock } from '../engine/model/clock.ts'
import type { Delivery } from '../engine/run/delivery.ts'
import type { ConnectionError } from '../engine/base/connection.ts'
import { turn } from '../time/real-time.ts'
import { tolerable } from './tolerable-error.ts'

interface Body {
  readonly delivery: Delivery
  readonly controller: ReadableStreamDefaultController
  /** Called once the body has come to its end, whichever. */
  over?: () => void
}

/** The bodies that have not come to their end. */
const bodies = new WeakMap<Response, Body>()

/**
 * Lets an abort break the body of a response, and the provider hear of it, for as long as the body lasts: a signal that many
 * calls share outlives each of them.
 */
export function breakOnAbort(response: Response, signal: AbortSignal): void {
  const body = bodies.get(response)
  if (body === undefined) return
  const abort = (): void => {
    body.delivery.abort()
    body.controller.error(signal.reason)
  }
  signal.addEventListener('abort', abort, { once: true })
  body.over = () => signal.removeEventListener('abort', abort)
}

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

/**
 * A delivery as a fetch response. The body is pulled: a frame is made when the client reads it.
 * @throws ConnectionError where the connection breaks before the headers. Never settles where the provider never answers.
 */
export async function respond(delivery: Delivery): Promise<Response> {
  const { status, headers } = await delivery.head()
  if (withoutBody.has(status)) return new Response(null, { status, headers })
  let controller!: ReadableStreamDefaultController
  const over = (): void => {
    bodies.get(response)?.over?.()
    bodies.delete(response)
  }
  const hand = (bytes: Uint8Array<ArrayBuffer> | undefined): void => {
    if (bytes !== undefined) return controller.enqueue(bytes)
    controller.close()
    over()
  }
  const fail = async (error: unknown): Promise<void> => {
    await letItArrive()
    controller.error(terminated(error))
    over()
  }
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(given) {
        controller = given
      },
      pull() {
        try {
          const bytes = delivery.read()
          return bytes instanceof Promise ? bytes.then(hand, fail) : hand(bytes)
        } catch (error) {
          return fail(error)
        }
      },
      cancel() {
        delivery.abort()
        over()
      },
    },
    { highWaterMark: 0 },
  )
  const response = new Response(stream, { status, headers: { ...transferEncoding(headers), ...headers } })
  bodies.set(response, { delivery, controller })
  return response
}

/** Without it MSW's sockets would end a body by closing, and a broken one would look whole. */
function transferEncoding(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return 'content-length' in headers ? {} : { 'transfer-encoding': 'chunked' }
}

const turnsToArrive = 5

/** What was sent before a connection breaks is read first, also where MSW's emulated sockets lie between. */
async function letItArrive(): Promise<void> {
  const release = installedClock()?.hold()
  for (let count = 0; count < turnsToArrive; count++) await turn()
  release?.()
}

/** A body that breaks, as Node's fetch words it (undici, lib/web/fetch/index.js, "terminated"). */
export function terminated(cause: unknown): TypeError {
  return new TypeError('terminated', { cause })
}

/**
 * A response that stands for a connection which broke before any header came. MSW prints whatever a handler throws, twice;
 * what throws while MSW asks whether a response means "passthrough" (a 302 with a header of its own) reaches the client
 * just so, and is not printed (msw, core/experimental/frames/http-frame.ts).
 */
export function brokenConnection(error: ConnectionError): Response {
  const fail = (): never => {
    throw tolerable(error)
  }
  return Object.defineProperties(new Response(null), { status: { value: 302 }, headers: { get: fail } })
}

/**
 * Answers a request that brownout itself cannot let through, in a way that no SDK retries and that reads as what it is.
 * 400 with `x-should-retry: false`: the only pair that openai, anthropic, ai and langchain all give up on at once.
 */
export function refusal(kind: 'unhandled_request' | 'fault_bug' | 'emulator_bug', message: string): Response {
  const error = { type: `brownout_${kind}`, code: `brownout_${kind}`, message, param: null }
  return Response.json({ type: 'error', error }, { status: 400, headers: { 'x-should-retry': 'false', 'x-brownout': kind } })
}

import { http, passthrough, type RequestHandler } from 'msw'
import { connectionError, isConnectionError } from '../engine/base/connection.ts'
import type { Answerer } from '../gateway/answerer.ts'
import { bodyOfRequest } from '../gateway/body-text.ts'
import { isLeaving } from '../gateway/leaving.ts'
import { respond } from '../gateway/respond.ts'
import { brokenConnection } from './broken-connection.ts'
import { isProbe, probeAnswer } from './probe.ts'

/** Returns the handlers for the providers: one for all of them, so that the cost of a call does not depend on their number. */
export function handlersOf(gateway: Answerer): readonly RequestHandler[] {
  return [
    http.all(
      ({ request }) => isProbe(request) || gateway.knows(new URL(request.url)),
      ({ request }) => {
        if (isLeaving()) return passthrough()
        return isProbe(request) ? probeAnswer() : handle(request, gateway)
      },
    ),
  ]
}

async function handle(request: Request, gateway: Answerer): Promise<Response> {
  const { method, headers, signal } = request
  const answer = gateway.answer({ method, url: new URL(request.url), headers, body: () => bodyOfRequest(request) })
  try {
    return await respond(answer, signal, { way: 'sockets' })
  } catch (error) {
    // If the connection is not broken, the client has aborted, and the result is not read.
    return brokenConnection(isConnectionError(error) ? error : connectionError())
  }
}

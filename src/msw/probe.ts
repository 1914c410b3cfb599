/** An unused address on this machine, so that a probe stays on it. */
const probeUrl = 'http://127.0.0.1:65535/brownout/probe'
const reached = 'x-brownout-reached'

/** Returns whether a request only checks whether handlers are listening. */
export function isProbe({ url }: Request): boolean {
  return url === probeUrl
}

/** Answers a probe. */
export function probeAnswer(): Response {
  return new Response(null, { status: 204, headers: { [reached]: 'yes' } })
}

/** Returns whether the handlers of a `chaos` object are listening, as in `setupServer(...chaos.handlers).listen()`. */
export async function areHandlersListening(): Promise<boolean> {
  try {
    return (await fetch(probeUrl)).headers.has(reached)
  } catch {
    return false
  }
}

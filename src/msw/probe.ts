/** An address that nobody serves: on this machine, so that a probe never leaves it. */
const probeUrl = 'http://127.0.0.1:65535/brownout/probe'
const reached = 'x-brownout-reached'

/** Whether a request only asks whether handlers are listening. */
export function isProbe({ url }: Request): boolean {
  return url === probeUrl
}

/** The answer to a probe. */
export function probeAnswer(): Response {
  return new Response(null, { status: 204, headers: { [reached]: 'yes' } })
}

/** Whether the handlers of some chaos are listening, as in `setupServer(...chaos.handlers).listen()`. */
export async function areHandlersListening(): Promise<boolean> {
  try {
    return (await fetch(probeUrl)).headers.has(reached)
  } catch {
    return false
  }
}

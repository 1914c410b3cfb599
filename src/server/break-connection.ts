import type { ConnectionError } from '../engine/base/connection.ts'
import { isHttp2, type Outgoing } from '../sockets/message.ts'
import type { Listener } from './listener.ts'

/** Timeouts of the client, which it notices by its own timer. */
const clientTimeouts: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

/** The shortest time that a client has to notice its own timeout: undici's timers are up to a second late. In ms. */
const lateTimers = 3_000

/**
 * Breaks a connection so that the client gets the same error on its own. A reset is a real one, a TCP packet with RST in it. In
 * HTTP/2, all streams of the connection break. A client that should have timed out gets the same time again before the reset.
 * @param waited how long the client has waited for this response, in ms
 */
export function breakAs({ code }: ConnectionError, response: Outgoing, listener: Listener, waited: number): void {
  if (code === 'Z_DATA_ERROR') response.end('this is not gzip')
  else if (code === 'UND_ERR_SOCKET') end(response)
  else if (clientTimeouts.has(code)) resetLater(response, listener, Math.max(lateTimers, waited))
  else reset(response, listener)
}

function end(response: Outgoing): void {
  if (isHttp2(response)) response.stream.session?.destroy()
  else response.socket?.end()
}

function resetLater(response: Outgoing, listener: Listener, after: number): void {
  const timer = setTimeout(() => reset(response, listener), after).unref()
  response.once('close', () => clearTimeout(timer))
}

function reset(response: Outgoing, listener: Listener): void {
  const socket = isHttp2(response) ? response.stream.session?.socket : response.socket
  if (socket != null) listener.reset(socket)
}

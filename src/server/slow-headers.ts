import { STATUS_CODES, type ServerResponse } from 'node:http'
import { constants, type ServerHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'
import { formatDuration } from '../engine/base/duration.ts'
import { noteBrokenBody } from '../sockets/broken-body.ts'

/** Reports a request that was refused before it could be parsed: its protocol, its address, and the reason. */
export type NoteRefusal = (protocol: 'HTTP/1.1' | 'HTTP/2', address: string, why: string) => void

/** The interval of the checks on connections for a time limit of the headers, in ms. */
function intervalFor(longest: number): number {
  return Math.min(longest / 4, 5_000)
}

/** The settings of an HTTP/1.1 server for a time limit of the request headers, in ms. */
export function headersWithin(longest: number): {
  readonly headersTimeout: number
  readonly requestTimeout: 0
  readonly connectionsCheckingInterval: number
} {
  // Bodies have a time of their own, after which the provider's own 408 is sent.
  return { headersTimeout: longest, requestTimeout: 0, connectionsCheckingInterval: intervalFor(longest) }
}

const statuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
}

/**
 * Answers a request in HTTP/1.1 that is broken, or whose headers take too long, as Node does by default, and notes it.
 * @param current the last response on the connection, if it had one
 */
export function refuseBroken(
  error: Error & { readonly code?: string },
  socket: Socket,
  { current, longest, note }: { readonly current: ServerResponse | undefined; readonly longest: number; readonly note: NoteRefusal },
): void {
  const { code = '' } = error
  const isUnderWay = current !== undefined && !current.writableFinished
  const isMalformed = code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE'
  if (!socket.writable || (isUnderWay && current.headersSent) || !(isMalformed || code in statuses)) return void socket.destroy(error)
  const status = statuses[code] ?? 400
  const why = status === 408 ? tooSlow(longest) : `The ${isUnderWay ? 'body of the request' : 'request'} is not HTTP: ${error.message}.`
  const noted = `${why} Responded with status ${status}.`
  if (isUnderWay) noteBrokenBody(current.req, noted)
  else note('HTTP/1.1', socket.remoteAddress ?? 'unknown', noted)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`, () => void socket.destroy(error))
}

/** How many looks at a session have to find more bytes and no complete frame before its client is too slow. */
const mostTrickles = 4

/**
 * Ends a session in HTTP/2 whose client sends the headers of a request too slowly: bytes arrive again and again, and no frame is complete.
 * A session without any bytes is just idle. Notes a session that breaks the protocol, which Node ends.
 */
export function limitSession(session: ServerHttp2Session, longest: number, note: NoteRefusal): void {
  const { socket } = session
  const address = socket.remoteAddress ?? 'unknown'
  let isComplete = true
  let open = 0
  let trickles = 0
  let read = socket.bytesRead
  const completed = (): void => void (isComplete = true)
  for (const frame of ['ping', 'remoteSettings', 'localSettings', 'goaway'] as const) session.on(frame, completed)
  session.on('stream', (stream) => {
    open++
    stream.on('close', () => {
      open--
      completed()
    })
  })
  const timer = setInterval(() => {
    // A session that is over has no socket, also while its client has not closed the connection.
    if (session.destroyed) return
    const { bytesRead } = socket
    if (isComplete || open > 0) trickles = 0
    else if (bytesRead > read) trickles++
    read = bytesRead
    isComplete = false
    if (trickles < mostTrickles) return
    note('HTTP/2', address, `${tooSlow(longest)} Closed the connection.`)
    session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM)
    session.destroy()
  }, longest / mostTrickles)
  timer.unref()
  session.on('close', () => clearInterval(timer))
  session.on('error', (error: Error & { readonly code?: string }) => {
    if (error.code === 'ERR_HTTP2_ERROR') note('HTTP/2', address, `The connection is not HTTP/2: ${error.message}. Closed the connection.`)
  })
}

function tooSlow(longest: number): string {
  return `The client had not sent the headers of its request after ${formatDuration(longest)}.`
}

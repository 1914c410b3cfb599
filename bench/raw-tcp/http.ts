import { createServer, type AddressInfo, type Socket } from 'node:net'
import { realWait } from './shrunken-time.ts'

/** A request, read from the bytes of a connection. */
export interface RawRequest {
  readonly path: string
  readonly body: string
}

/** How a response ends: completely, by RST, by FIN in the middle, or never. */
export type RawEnd = 'complete' | 'reset' | 'closed' | 'never'

/** A response as it goes over the wire. */
export interface RawResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Pieces of the body, each in a write of its own, and waits in ms. */
  readonly body: readonly (Uint8Array | string | number)[]
  readonly end: RawEnd
  /** The Content-Length. Default: chunked */
  readonly length?: number
  /** A wait before the status line, in ms. */
  readonly lateBy?: number
}

/** `reset`: no byte, and RST. `silent`: no byte, and the connection stays open. */
export type RawAnswer = RawResponse | 'reset' | 'silent'

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
}

/** Long enough for the peer to read what was written before an RST, which discards what it has not read. */
const readTime = 40

/** Takes the first request off a buffer, if it is complete. */
function takeRequest(bytes: Buffer): { readonly request: RawRequest; readonly rest: Buffer } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const [line = '', ...fields] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n')
  const path = line.split(' ')[1] ?? ''
  const valueOf = (name: string): string | undefined =>
    fields
      .find((field) => field.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim()
  const from = headEnd + 4
  if (valueOf('transfer-encoding') === 'chunked') return takeChunked(bytes, from, path)
  const end = from + Number(valueOf('content-length') ?? 0)
  return bytes.length < end ? undefined : { request: { path, body: bytes.subarray(from, end).toString('utf8') }, rest: bytes.subarray(end) }
}

function takeChunked(bytes: Buffer, from: number, path: string): ReturnType<typeof takeRequest> {
  const pieces: Buffer[] = []
  for (let at = from; ;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16)
    const end = lineEnd + 2 + size
    if (bytes.length < end + 2) return undefined
    if (size === 0) return { request: { path, body: Buffer.concat(pieces).toString('utf8') }, rest: bytes.subarray(end + 2) }
    pieces.push(bytes.subarray(lineEnd + 2, end))
    at = end + 2
  }
}

function headOf({ status, headers, length }: RawResponse): string {
  const framing = length === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(length) }
  const fields = Object.entries({ date: new Date().toUTCString(), ...headers, ...framing, connection: 'keep-alive' })
  return `HTTP/1.1 ${status} ${reasons[status] ?? 'Unknown'}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

function chunkOf(piece: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')])
}

async function writeBody(socket: Socket, { body, length }: RawResponse): Promise<void> {
  for (const piece of body) {
    if (socket.destroyed) return
    if (typeof piece === 'number') await realWait(piece)
    else {
      const bytes = Buffer.from(piece as string)
      if (bytes.length > 0) socket.write(length === undefined ? chunkOf(bytes) : bytes)
      // Thousands of single bytes would take longer than a client waits.
      if (bytes.length > 1) await new Promise((resolve) => void setImmediate(resolve))
    }
  }
}

async function write(socket: Socket, answer: RawAnswer): Promise<void> {
  if (answer === 'silent') return
  if (answer === 'reset') return void socket.resetAndDestroy()
  await realWait(answer.lateBy ?? 0)
  socket.write(headOf(answer))
  await writeBody(socket, answer)
  if (answer.end === 'complete' && answer.length === undefined) socket.write('0\r\n\r\n')
  if (answer.end === 'complete' || answer.end === 'never' || socket.destroyed) return
  await realWait.unscaled(readTime)
  if (answer.end === 'reset') socket.resetAndDestroy()
  else socket.end()
}

/** A server that knows nothing of HTTP but what is in this file. */
export interface RawServer {
  readonly url: string
  close(): Promise<void>
}

/** Listens on a free port. */
export async function listen(answer: (request: RawRequest) => RawAnswer): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let unread: Buffer = Buffer.alloc(0)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (bytes) => {
      unread = Buffer.concat([unread, bytes])
      for (let taken = takeRequest(unread); taken !== undefined; taken = takeRequest(unread)) {
        unread = taken.rest
        void write(socket, answer(taken.request))
      }
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}

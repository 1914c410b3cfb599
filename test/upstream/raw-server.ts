import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** The behavior of a server on a connection once the request has arrived. */
export type Misbehavior = (socket: Socket) => void

/** A server on TCP that writes the given bytes, for each connection in turn; the last ones again for all that follow. */
export class RawServer {
  readonly #server: Server
  readonly sockets: Socket[] = []
  /** The requests as they arrived. */
  readonly requests: string[] = []
  readonly #acts: readonly Misbehavior[]

  constructor(...acts: readonly Misbehavior[]) {
    this.#acts = acts
    this.#server = createServer((socket) => {
      const act = this.#acts[Math.min(this.sockets.length, this.#acts.length - 1)]!
      const index = this.sockets.push(socket) - 1
      this.requests[index] = ''
      socket.on('error', () => {})
      let hasActed = false
      socket.on('data', (bytes) => {
        const text = (this.requests[index] += bytes.toString('latin1'))
        if (hasActed || !isWhole(text)) return
        hasActed = true
        act(socket)
      })
    })
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

function isWhole(request: string): boolean {
  const [head = '', body] = request.split('\r\n\r\n')
  return body !== undefined && body.length >= Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
}

/** Writes bytes, then ends the connection or leaves it open. */
export function writing(text: string | Uint8Array, then: 'open' | 'end' = 'end'): Misbehavior {
  return (socket) => {
    socket.write(text, () => {
      if (then === 'end') socket.end()
    })
  }
}

/** Bytes in chunks of the transfer coding (RFC 9112, 7.1). */
export function chunked(...pieces: readonly string[]): string {
  return pieces.map((piece) => `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`).join('')
}

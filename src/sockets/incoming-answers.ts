import type * as Http from 'node:http'
import type { ConnectionError } from '../engine/base/connection.ts'
import type { Answerer } from '../gateway/gateway.ts'
import { builtin } from '../time/patches/patching.ts'
import { asEncrypted, connectedSockets, type EmulatedSocket } from './emulated-socket.ts'
import { headersOf, textOf } from './incoming.ts'
import { playOverSocket } from './play-over-socket.ts'

/** Finds whoever answers a request. `undefined` if nobody does any more. */
export type AnswererOf = (url: URL) => Answerer | undefined

/** The far end of emulated connections: a server of Node's that listens nowhere. */
export class EmulatedHosts {
  readonly #answererOf: AnswererOf
  readonly #origins = new WeakMap<object, string>()
  readonly #clients = new Set<EmulatedSocket>()
  readonly #server: Http.Server

  constructor(answererOf: AnswererOf) {
    this.#answererOf = answererOf
    const { createServer } = builtin<typeof Http>('node:http')!
    this.#server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (incoming, response) => {
      // A connection that is used again was opened by an earlier call, maybe of another task.
      const socket = incoming.socket as EmulatedSocket
      socket.asWriter(() => this.#answer(incoming, response)).catch((error: unknown) => void response.destroy(error as Error))
    })
  }

  /** The client's end of a new connection to an origin, such as `https://api.openai.com`. */
  connect(origin: string): EmulatedSocket {
    const { client, server } = connectedSockets()
    const isEncrypted = origin.startsWith('https:')
    if (isEncrypted) asEncrypted(client)
    this.#origins.set(server, origin)
    this.#clients.add(client)
    client.on('close', () => void this.#clients.delete(client))
    process.nextTick(() => {
      if (client.destroyed) return
      this.#server.emit('connection', server)
      client.emit('connect')
      client.emit('ready')
      if (isEncrypted) client.emit('secureConnect')
    })
    return client
  }

  /** Whether a socket is one of these, and no real one. */
  has(socket: object): boolean {
    return this.#clients.has(socket as EmulatedSocket)
  }

  /** Ends every connection: what clients keep for later leads nowhere any more. */
  close(): void {
    for (const client of this.#clients) client.destroy()
  }

  async #answer(incoming: Http.IncomingMessage, response: Http.ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', socket } = incoming
    const url = new URL(path, this.#origins.get(socket))
    const answerer = this.#answererOf(url)
    if (answerer === undefined) return void socket.destroy()
    // The provider's own headers say what date it is.
    response.sendDate = false
    const delivery = await answerer.answer({ method, url, headers: headersOf(incoming), text: () => textOf(incoming) })
    await playOverSocket(delivery, response, (error) => breakAs(error, response))
  }
}

/** Breaks an emulated connection so that the client gets the exact error. */
function breakAs(error: ConnectionError, response: Http.ServerResponse): void {
  // Its server's end is emulated as its client's is.
  const socket = response.socket as EmulatedSocket | null
  if (error.code === 'UND_ERR_SOCKET') socket?.destroy()
  else if (error.code === 'Z_DATA_ERROR') response.end('this is no gzip')
  else socket?.breakWith(error)
}

import { builtin, type Patches } from '../patches/patching.ts'
import { realNow } from '../real-time.ts'
import type { Conversation } from './conversation.ts'
import { Connection, isReal, type Socket } from './connection.ts'
import type { OwnServers } from './own-servers.ts'
import type { Work, WorkSource } from './work.ts'

type Method = (this: Socket, ...args: unknown[]) => unknown
interface Prototype {
  connect: Method
  push: Method
  _writeGeneric?: Method
}

/** Watches connections to other processes, such as databases: data written to them, and whether it is answered. */
export class SocketWork implements WorkSource {
  /** Connections with traffic. */
  readonly #connections = new Map<Socket, Connection>()
  readonly #owners = new WeakMap<object, Conversation>()
  readonly #clients = new WeakSet<object>()
  readonly #servers: OwnServers
  readonly #touch: () => void
  #lastRead = -Infinity

  /** @param touch called when bytes are sent or received */
  constructor(patches: Patches, servers: OwnServers, touch: () => void) {
    this.#servers = servers
    this.#touch = touch
    const prototype = builtin<{ Socket: { prototype: Prototype } }>('node:net')?.Socket.prototype
    if (prototype?._writeGeneric === undefined) return
    const before = (key: keyof Prototype, notice: (socket: Socket, args: readonly unknown[]) => void): void => {
      const real = prototype[key]!
      patches.put(prototype, key, function (this: Socket, ...args: unknown[]) {
        notice(this, args)
        return real.apply(this, args)
      })
    }
    before('connect', (socket) => {
      this.#clients.add(socket)
      this.#connectionOf(socket)
    })
    before('_writeGeneric', (socket, [isMany, data, encoding]) => {
      if (isReal(socket)) this.#written(socket, bytesOf(isMany === true, data, encoding))
    })
    before('push', (socket, [bytes]) => {
      if (isReal(socket)) this.#read(socket, bytes)
    })
  }

  /** Registers a stream as part of a conversation, such as the stdin and the stdout of a child process. */
  belongsTo(stream: object, conversation: Conversation): void {
    this.#owners.set(stream, conversation)
  }

  *underway(): Iterable<Work> {
    const isLively = realNow() - this.#lastRead < 10
    for (const [socket, connection] of this.#connections) {
      if (socket.destroyed) this.#connections.delete(socket)
      else {
        const work = connection.awaited(isLively)
        if (work !== undefined) yield work
      }
    }
  }

  #written(socket: Socket, bytes: Uint8Array): void {
    const owner = this.#owners.get(socket)
    if (owner !== undefined) return owner.asks()
    if (!this.#isClient(socket)) return
    this.#connectionOf(socket).sent(bytes)
  }

  #read(socket: Socket, bytes: unknown): void {
    this.#owners.get(socket)?.hears()
    const connection = this.#connections.get(socket)
    if (connection === undefined || !(bytes instanceof Uint8Array)) return
    this.#lastRead = realNow()
    this.#touch()
    connection.received(bytes)
  }

  /** Works for connections from before the clock started: those that a server accepted have a reference to it. */
  #isClient(socket: Socket): boolean {
    return this.#clients.has(socket) || (socket.server == null && socket._isStdio !== true)
  }

  #connectionOf(socket: Socket): Connection {
    let connection = this.#connections.get(socket)
    if (connection === undefined) this.#connections.set(socket, (connection = new Connection(socket, this.#servers)))
    return connection
  }
}

interface Chunk {
  readonly chunk: unknown
  readonly encoding: BufferEncoding
}

function bytesOf(isMany: boolean, data: unknown, encoding: unknown): Uint8Array {
  if (isMany) return Buffer.concat((data as readonly Chunk[]).map((part) => bytesOf(false, part.chunk, part.encoding)))
  return typeof data === 'string' ? Buffer.from(data, encoding as BufferEncoding) : (data as Uint8Array)
}

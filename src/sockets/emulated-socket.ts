import type * as AsyncHooks from 'node:async_hooks'
import type * as Net from 'node:net'
import { installedClock } from '../engine/model/clock.ts'
import { builtin } from '../time/patches/patching.ts'
import type { ApplicationProtocol } from './destination.ts'

/** The method that Node's sockets call when bytes are sent or received. Virtual time replaces it, to put idle timeouts on the clock. */
interface WithIdleTimer {
  _unrefTimer?(): void
}

/** One end of an emulated connection: to a client a Node socket, except for the network. */
export interface EmulatedSocket extends Net.Socket {
  readonly isEmulated: true
  /** Runs a function in the asynchronous context of the last write to the other end. */
  asWriter<Value>(run: () => Value): Value
  /** Breaks the connection with an error at the other end. */
  breakWith(error: Error): void
}

type Written = (error?: Error | null) => void

/** Created at first use: a browser has no `node:net`. */
let emulatedSocket: (new (isServer: boolean) => EmulatedSocket & { other: EmulatedSocket }) | undefined

function classOf(): NonNullable<typeof emulatedSocket> {
  const { Socket } = builtin<typeof Net>('node:net')!
  const { AsyncLocalStorage } = builtin<typeof AsyncHooks>('node:async_hooks')!

  return class extends Socket implements EmulatedSocket {
    readonly isEmulated = true
    other!: EmulatedSocket
    #written: Written | undefined
    #runAsWriter: (<Value>(run: () => Value) => Value) | undefined
    #isBroken = false

    constructor(isServer: boolean) {
      super({ allowHalfOpen: isServer })
    }

    override _read(): void {
      const written = this.#written
      this.#written = undefined
      written?.()
    }

    override _write(chunk: Buffer | string, encoding: BufferEncoding, written: Written): void {
      this.#isAlive()
      // Not before this write ends: HTTP/2 must not get an answer within its own write.
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk
      process.nextTick(() => (this.other as this).receive(bytes, written))
    }

    override _writev(chunks: readonly { chunk: Buffer | string; encoding: BufferEncoding }[], written: Written): void {
      const bytes = chunks.map(({ chunk, encoding }) => (typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk))
      this._write(Buffer.concat(bytes), 'utf8', written)
    }

    override _final(ended: Written): void {
      process.nextTick(() => (this.other as this).receive(null, ended))
    }

    override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
      const { other } = this
      if (!this.#isBroken && !other.destroyed) process.nextTick(() => (other as this).#isLeft())
      super._destroy(error, done)
    }

    /** Receives data from the other end. `null` for its end. */
    receive(bytes: Buffer | null, written: Written): void {
      if (this.destroyed || this.readableEnded) return written()
      this.#isAlive()
      this.#runAsWriter = AsyncLocalStorage.snapshot()
      if (bytes?.length === 0) return process.nextTick(written)
      if (bytes !== null) this.#written = written
      this.push(bytes)
      if (bytes === null) written()
    }

    asWriter<Value>(run: () => Value): Value {
      return this.#runAsWriter === undefined ? run() : this.#runAsWriter(run)
    }

    breakWith(error: Error): void {
      this.#isBroken = true
      this.other.destroy(error)
      this.destroy()
    }

    override resetAndDestroy(): this {
      this.breakWith(Object.assign(new Error('read ECONNRESET'), { errno: -104, code: 'ECONNRESET', syscall: 'read' }))
      return this
    }

    /** Handles the end of the other side. */
    #isLeft(): void {
      if (this.destroyed) return
      if (!this.readableEnded) this.push(null)
      this.destroySoon()
    }

    #isAlive(): void {
      installedClock()?.touch()
      ;(this as WithIdleTimer)._unrefTimer?.()
    }
  }
}

/** Returns both ends of a new connection. */
export function connectedSockets(): { readonly client: EmulatedSocket; readonly server: EmulatedSocket } {
  const Emulated = (emulatedSocket ??= classOf())
  const client = new Emulated(false)
  const server = new Emulated(true)
  client.other = server
  server.other = client
  return { client, server }
}

/** Members of an encrypted socket that clients use. */
const encryption = {
  encrypted: true,
  authorized: true,
  authorizationError: null,
  getPeerCertificate: () => ({}),
  getProtocol: () => 'TLSv1.3',
  getSession: () => undefined,
  isSessionReused: () => false,
  setServername: () => {},
}

/** Makes a socket look encrypted to a client. */
export function asEncrypted(socket: EmulatedSocket, alpnProtocol: ApplicationProtocol): EmulatedSocket {
  return Object.assign(socket, encryption, { alpnProtocol })
}

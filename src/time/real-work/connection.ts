import { realNow } from '../real-time.ts'
import { Conversation } from './conversation.ts'
import type { OwnServers } from './own-servers.ts'
import { http1, isHttp1 } from './protocols/http1.ts'
import { isPostgres, Postgres } from './protocols/postgres.ts'
import type { Protocol } from './protocols/protocol.ts'
import { isRedis, Redis } from './protocols/redis.ts'
import { WorkList, type Work } from './work.ts'

/** A Node socket, with internal members. */
export interface Socket {
  readonly _handle?: { readonly fd?: number; readonly bytesRead?: number; readonly bytesWritten?: number } | null
  readonly _isStdio?: boolean
  readonly connecting: boolean
  readonly secureConnecting?: boolean
  readonly destroyed: boolean
  readonly readableLength: number
  readonly writableFinished: boolean
  readonly remoteAddress?: string
  readonly remotePort?: number
  readonly server?: unknown
}

/** Returns whether a socket has a file descriptor. MSW's emulated ones do not. */
export function isReal(socket: Socket | null | undefined): boolean {
  return (socket?._handle?.fd ?? -1) >= 0
}

const unknown = 'unknown'

/** How long to wait on a connection without traffic, in ms: many are only kept ready. */
const longestSilence = 500

function protocolOf(bytes: Uint8Array): Protocol | typeof unknown {
  if (isPostgres(bytes)) return new Postgres()
  if (isRedis(bytes)) return new Redis()
  return isHttp1(bytes) ? http1 : unknown
}

/** A connection of the app, which tracks whether the server owes an answer: known for some protocols, guessed from pauses for others. */
export class Connection {
  readonly #socket: Socket
  readonly #servers: OwnServers
  readonly #list = new WorkList(() => {})
  #protocol: Protocol | typeof unknown | undefined
  #conversation: Conversation | undefined
  #work: Work | undefined
  #silentSince: number | undefined

  constructor(socket: Socket, servers: OwnServers) {
    this.#socket = socket
    this.#servers = servers
  }

  sent(bytes: Uint8Array): void {
    this.#protocol ??= protocolOf(bytes)
    this.#servers.have(this.#socket)
    if (this.#protocol === unknown) this.#talk.asks()
    else this.#protocol.sent(bytes)
    this.#work = undefined
  }

  received(bytes: Uint8Array): void {
    if (this.#protocol === undefined || this.#protocol === unknown) this.#talk.hears()
    else this.#protocol.received(bytes)
    // Each activity restarts the patience.
    this.#work = undefined
  }

  /** @param isLively whether bytes just arrived on any connection, which could be about to wake this one */
  awaited(isLively: boolean): Work | undefined {
    if (!isReal(this.#socket) || !this.#isWaiting(isLively)) this.#work = undefined
    else if (!this.#servers.have(this.#socket)) return (this.#work ??= { name: this.#name })
    return undefined
  }

  #isWaiting(isLively: boolean): boolean {
    const { connecting, secureConnecting, writableFinished } = this.#socket
    // After the client's last write, the server is about to close.
    if (connecting || secureConnecting === true || writableFinished) return true
    if (this.#protocol === undefined && this.#conversation === undefined) return this.#awaitsGreeting()
    if (this.#protocol === undefined || this.#protocol === unknown) return [...this.#list.underway()].length > 0
    return this.#protocol.state === 'owes' || (this.#protocol.state === 'blocked' && isLively)
  }

  /** The server can write first, as MySQL does. */
  #awaitsGreeting(): boolean {
    const { _handle } = this.#socket
    if (_handle?.bytesRead !== 0 || _handle.bytesWritten !== 0) return false
    return realNow() - (this.#silentSince ??= realNow()) < longestSilence
  }

  get #talk(): Conversation {
    return (this.#conversation ??= new Conversation(this.#list.begin, ''))
  }

  get #name(): string {
    const { remoteAddress, remotePort } = this.#socket
    const address = remoteAddress === undefined ? 'a local socket' : `${remoteAddress}:${remotePort}`
    return this.#protocol === undefined || this.#protocol === unknown ? address : `${this.#protocol.name} at ${address}`
  }
}

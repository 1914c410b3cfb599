import type { Protocol } from './protocol.ts'

const lengthOfHeader = 5
/** The start of a connection's first message, after its length: protocol 3.0, and the request for TLS. */
const startup = 196_608
const wishForTls = 80_877_103

/** The message types of a client. */
const ofClient = new Set('BCDEFHPQSXcdfp')
/** The message types that the server concludes with ReadyForQuery. */
const cycles = new Set('QSF')

/** The messages of one direction: a byte for the type, four for the length, which includes itself. */
class Messages {
  readonly #header: number[] = []
  #rest = 0

  get isBetween(): boolean {
    return this.#rest === 0 && this.#header.length === 0
  }

  /** The types of the messages that begin in these bytes. */
  *read(bytes: Uint8Array): Iterable<string> {
    let at = 0
    while (at < bytes.length) {
      const skipped = Math.min(this.#rest, bytes.length - at)
      this.#rest -= skipped
      at += skipped
      while (at < bytes.length && this.#header.length < lengthOfHeader) this.#header.push(bytes[at++]!)
      if (this.#header.length < lengthOfHeader) return
      const [type, ...length] = this.#header.splice(0)
      this.#rest = Math.max(0, int32(length) - 4)
      yield String.fromCharCode(type!)
    }
  }
}

function int32(bytes: ArrayLike<number>, at = 0): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
}

function firstMessage(bytes: Uint8Array): number | undefined {
  return bytes.length >= 8 && int32(bytes) === bytes.length ? int32(bytes, 4) : undefined
}

/**
 * Returns whether this is written by a PostgreSQL client: the first message of a connection, or messages complete to the byte.
 * (PostgreSQL documentation, "Frontend/Backend Protocol", "Message Formats")
 */
export function isPostgres(bytes: Uint8Array): boolean {
  const code = firstMessage(bytes)
  if (code === startup || code === wishForTls) return true
  const messages = new Messages()
  let count = 0
  for (const type of messages.read(bytes)) {
    if (!ofClient.has(type)) return false
    count++
  }
  return count > 0 && messages.isBetween
}

/**
 * PostgreSQL, protocol 3: the server concludes each query, each sync and the start of a connection with ReadyForQuery. Terminate ends the
 * connection.
 */
export class Postgres implements Protocol {
  readonly name = 'PostgreSQL'
  readonly #fromClient = new Messages()
  readonly #fromServer = new Messages()
  #owed = 0
  #asksForTls = false

  get state(): 'owes' | 'idle' {
    return this.#owed > 0 || this.#asksForTls ? 'owes' : 'idle'
  }

  sent(bytes: Uint8Array): void {
    const code = firstMessage(bytes)
    if (code === startup) this.#owed++
    else if (code === wishForTls) this.#asksForTls = true
    else for (const type of this.#fromClient.read(bytes)) if (cycles.has(type) || type === 'X') this.#owed++
  }

  received(bytes: Uint8Array): void {
    // A single byte answers the request for TLS.
    const messages = this.#asksForTls ? bytes.subarray(1) : bytes
    this.#asksForTls = false
    for (const type of this.#fromServer.read(messages)) if (type === 'Z' && this.#owed > 0) this.#owed--
  }
}

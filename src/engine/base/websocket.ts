import { concatenate } from './bytes.ts'
import { encodeText } from './utf8.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Opcodes of WebSocket frames (RFC 6455, 5.2). */
export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const
type Opcode = (typeof opcodes)[keyof typeof opcodes]

/** Codes of close frames (RFC 6455, 7.4.1). `abnormal` is never sent: a client reports it if no close frame arrived. */
export const closeCodes = { normal: 1_000, goingAway: 1_001, abnormal: 1_006, protocolError: 1_002, notUtf8: 1_007, tooBig: 1_009 } as const

/** The longest message that is read, the same limit as in the OpenAI SDK. A client must not decide how much memory it uses. */
const longestMessage = 16 * 1024 * 1024

/** Writes a frame as a server sends it: unfragmented and unmasked (RFC 6455, 5.1 and 5.2). */
export function webSocketBytes(opcode: Opcode, payload: Uint8Array): Bytes {
  const { length } = payload
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8
  const bytes = new Uint8Array(2 + extended + length)
  const view = new DataView(bytes.buffer)
  bytes[0] = 0x80 | opcode
  bytes[1] = extended === 0 ? length : extended === 2 ? 126 : 127
  if (extended === 2) view.setUint16(2, length)
  if (extended === 8) view.setBigUint64(2, BigInt(length))
  bytes.set(payload, 2 + extended)
  return bytes
}

/** Writes a close frame with a code and no reason. */
export function closeBytes(code: number): Bytes {
  return webSocketBytes(opcodes.close, new Uint8Array([code >> 8, code & 0xff]))
}

/** An event of a WebSocket client. */
export type WebSocketEvent =
  | { readonly type: 'message'; readonly text: string }
  | { readonly type: 'ping'; readonly payload: Uint8Array }
  | { readonly type: 'close'; readonly code: number | undefined; readonly reason: string }
  /** The bytes are not valid WebSocket data. Nothing after them is read. */
  | { readonly type: 'broken'; readonly code: number }

/** The sizes of a frame whose header has arrived: header, payload and mask. */
interface FrameSizes {
  readonly start: number
  readonly length: number
  readonly isMasked: boolean
}

/** Returns the sizes of the frame that starts with these bytes; `undefined` if its header is incomplete. */
function sizesOf(bytes: Bytes): FrameSizes | undefined {
  if (bytes.length < 2) return undefined
  const second = bytes[1]!
  const short = second & 0x7f
  const extended = short === 126 ? 2 : short === 127 ? 8 : 0
  const isMasked = (second & 0x80) !== 0
  const start = 2 + extended + (isMasked ? 4 : 0)
  if (bytes.length < start) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const length = extended === 0 ? short : extended === 2 ? view.getUint16(2) : Number(view.getBigUint64(2))
  return { start, length, isMasked }
}

/** Tracks whether the sent bytes end inside a frame. */
export class FrameBorders {
  /** The start of a frame whose header is incomplete. */
  #head: Bytes = new Uint8Array(0)
  /** How many bytes of the frame are missing. */
  #missing = 0

  add(bytes: Bytes): void {
    let rest = this.#head.length === 0 ? bytes : concatenate([this.#head, bytes])
    this.#head = new Uint8Array(0)
    while (rest.length > 0) {
      if (this.#missing === 0) {
        const sizes = sizesOf(rest)
        if (sizes === undefined) return void (this.#head = rest.slice())
        this.#missing = sizes.start + sizes.length
      }
      const come = Math.min(this.#missing, rest.length)
      this.#missing -= come
      rest = rest.subarray(come)
    }
  }

  get isInside(): boolean {
    return this.#missing > 0 || this.#head.length > 0
  }
}

interface ReadFrame {
  readonly isLast: boolean
  readonly opcode: number
  readonly payload: Bytes
}

/** The longest payload of a control frame (RFC 6455, 5.5). */
const longestControl = 125

/** Reads the bytes of a WebSocket, in chunks of any size. Binary messages are read as text. */
export class WebSocketReader {
  #rest: Bytes = new Uint8Array(0)
  #pieces: Bytes[] = []
  #length = 0
  #isBroken = false
  readonly #isOfClient: boolean

  /** @param sender a client must mask its frames, and send text in UTF-8 (RFC 6455, 5.1 and 8.1) */
  constructor(sender: 'client' | 'server') {
    this.#isOfClient = sender === 'client'
  }

  /** Returns the events that these bytes complete. */
  read(bytes: Uint8Array): WebSocketEvent[] {
    const events: WebSocketEvent[] = []
    if (this.#isBroken) return events
    this.#rest = this.#rest.length === 0 ? bytes.slice() : concatenate([this.#rest, bytes])
    for (let frame = this.#next(); frame !== undefined; frame = this.#next()) {
      const event = 'type' in frame ? frame : this.#eventOf(frame)
      if (event === undefined) continue
      events.push(event)
      if (event.type !== 'broken') continue
      this.#isBroken = true
      break
    }
    return events
  }

  #next(): ReadFrame | Extract<WebSocketEvent, { type: 'broken' }> | undefined {
    const bytes = this.#rest
    if (bytes.length < 2) return undefined
    const first = bytes[0]!
    if ((first & 0x70) !== 0) return { type: 'broken', code: closeCodes.protocolError }
    const sizes = sizesOf(bytes)
    if (sizes === undefined) return undefined
    const { start, length, isMasked } = sizes
    const isLast = (first & 0x80) !== 0
    const isControl = (first & 0x08) !== 0
    if (isMasked !== this.#isOfClient || (isControl && (!isLast || length > longestControl)))
      return { type: 'broken', code: closeCodes.protocolError }
    if (this.#length + length > longestMessage) return { type: 'broken', code: closeCodes.tooBig }
    if (bytes.length < start + length) return undefined
    const payload = bytes.slice(start, start + length)
    if (isMasked) for (let index = 0; index < length; index++) payload[index]! ^= bytes[start - 4 + (index & 3)]!
    this.#rest = bytes.subarray(start + length)
    return { isLast, opcode: first & 0x0f, payload }
  }

  #eventOf({ isLast, opcode, payload }: ReadFrame): WebSocketEvent | undefined {
    switch (opcode) {
      case opcodes.continuation:
      case opcodes.text:
      case opcodes.binary: {
        // Only a message that has begun is continued.
        if ((opcode === opcodes.continuation) !== this.#pieces.length > 0) return { type: 'broken', code: closeCodes.protocolError }
        this.#pieces.push(payload)
        this.#length += payload.length
        if (!isLast) return undefined
        const text = this.#textOf(concatenate(this.#pieces))
        this.#pieces = []
        this.#length = 0
        return text === undefined ? { type: 'broken', code: closeCodes.notUtf8 } : { type: 'message', text }
      }
      case opcodes.close: {
        const code = payload.length < 2 ? undefined : (payload[0]! << 8) | payload[1]!
        return { type: 'close', code, reason: new TextDecoder().decode(payload.subarray(2)) }
      }
      case opcodes.ping:
        return { type: 'ping', payload }
      case opcodes.pong:
        return undefined
      default:
        return { type: 'broken', code: closeCodes.protocolError }
    }
  }

  /** Returns `undefined` for bytes of a client that are not UTF-8. Faults of a server break its text on purpose. */
  #textOf(bytes: Bytes): string | undefined {
    try {
      return new TextDecoder('utf-8', { fatal: this.#isOfClient }).decode(bytes)
    } catch {
      return undefined
    }
  }
}

/** Writes a text message. */
export function messageBytes(text: string): Bytes {
  return webSocketBytes(opcodes.text, encodeText(text))
}

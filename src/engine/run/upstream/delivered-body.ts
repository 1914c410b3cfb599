import type { Beat } from '../../model/beat.ts'
import type { Frame, FrameItem, Head } from '../../model/frame.ts'
import type { Reply } from '../../model/reply.ts'
import { bytesOf } from '../chunks.ts'
import { beatsOf } from '../undisturbed-beats.ts'
import type { OwnFrames } from './delivered-stream.ts'
import type { WireFrames } from './passed.ts'

/**
 * Converts a body to beats, and back. It is sent unchanged. A fault that flushes or ends it after a share of its text sends the same share
 * of its bytes.
 */
export class DeliveredBody {
  readonly #wire: WireFrames
  readonly #reply: () => Reply
  readonly #own: OwnFrames
  #head: Head | undefined
  #frame: Frame | undefined
  #hasBegun = false
  /** How many characters the body contains, and how many of them were delivered. */
  #total = 0
  #said = 0
  #sent = 0
  #isFlushDue = false
  #hasFinished = false
  /** The problem that the body reports. */
  #problem: Beat | undefined

  constructor(wire: WireFrames, reply: () => Reply, own: OwnFrames) {
    this.#wire = wire
    this.#reply = reply
    this.#own = own
  }

  /** Returns the beats of a body, which has to be complete before the first one is known. */
  *beats(head: Head, items: Iterable<FrameItem>): Generator<Beat, void, undefined> {
    this.#head = head
    for (const item of items) {
      if (item.type === 'frame') {
        this.#frame = item
        if (head.problem === undefined) yield* this.#steps(item)
        else yield (this.#problem = { type: 'problem', problem: head.problem })
      } else if (item.type !== 'head') yield item
    }
  }

  /** Returns the frames for the beats. */
  *frames(beats: Iterable<Beat>): Generator<FrameItem, void, undefined> {
    for (const beat of beats) {
      switch (beat.type) {
        case 'wait':
          yield* this.#flushed()
          yield beat
          break
        case 'end':
          if (this.#frame !== undefined && beat.how !== 'hang' && this.#said > 0) this.#isFlushDue = true
          yield* this.#flushed()
          yield beat
          break
        case 'flush':
          this.#isFlushDue = true
          break
        case 'delta':
          this.#said += beat.text.length
          break
        case 'finish':
          this.#hasFinished = true
          if (beat.upTo === undefined) yield* this.#upTo(this.#bytes.length)
          break
        case 'rest':
          yield* this.#upTo(this.#bytes.length)
          break
        case 'problem':
          if (beat === this.#problem) yield* this.#upTo(this.#bytes.length)
          else if (!this.#hasBegun) {
            yield* this.#own(beat, false)
            this.#frame = undefined
          }
          break
        case 'start':
        case 'open':
        case 'ping':
          break
      }
    }
  }

  /** Returns the reply step by step; an unreadable body as one step. */
  *#steps(frame: Frame): Generator<Beat, void, undefined> {
    const reply = this.#reply()
    const told: Reply = reply.parts.length > 0 ? reply : { ...reply, parts: [{ type: 'text', text: frame.data }] }
    for (const beat of beatsOf(told)) if (beat.type === 'delta') this.#total += beat.text.length
    for (const beat of beatsOf(told)) if (beat.type !== 'end') yield beat
  }

  get #bytes(): Uint8Array<ArrayBuffer> {
    return this.#frame === undefined ? new Uint8Array(0) : bytesOf(this.#wire.bytesOf(this.#frame))
  }

  /** Returns the head and the delivered part of the body, if they are sent now. */
  #flushed(): readonly FrameItem[] {
    if (!this.#isFlushDue) return []
    this.#isFlushDue = false
    const { length } = this.#bytes
    return this.#upTo(this.#hasFinished ? Math.max(this.#sent, length - 1) : Math.floor((length - 1) * (this.#said / (this.#total || 1))))
  }

  #upTo(end: number): readonly FrameItem[] {
    const whole = this.#frame
    if (whole === undefined || this.#head === undefined) return []
    const head = this.#hasBegun ? [] : [this.#head]
    this.#hasBegun = true
    const bytes = this.#bytes
    if (this.#sent === 0 && end === bytes.length) {
      this.#sent = end
      return [...head, whole]
    }
    const from = this.#sent
    this.#sent = betweenCharacters(bytes, end)
    if (this.#sent <= from) return head
    const { received = '' } = whole
    const share = (place: number): number => Math.floor((received.length * place) / bytes.length)
    const piece: Frame = {
      type: 'frame',
      role: 'body',
      data: decoder.decode(bytes.subarray(from, this.#sent)),
      received: received.slice(share(from), share(this.#sent)),
      ...(this.#sent === bytes.length ? { completes: true } : {}),
    }
    return [...head, this.#wire.note(piece, bytes.slice(from, this.#sent))]
  }
}

/** Returns the last position up to this one that is between two UTF-8 characters. */
function betweenCharacters(bytes: Uint8Array, place: number): number {
  let at = place
  while (at > 0 && at < bytes.length && (bytes[at]! & 0b1100_0000) === 0b1000_0000) at--
  return at
}

const decoder = new TextDecoder()

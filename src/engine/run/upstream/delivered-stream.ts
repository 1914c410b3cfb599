import type { Beat, FinishBeat } from '../../model/beat.ts'
import type { Frame, FrameItem, Head } from '../../model/frame.ts'
import type { Reply } from '../../model/reply.ts'
import type { HeardReply } from './heard-reply.ts'
import type { WireFrames } from './passed.ts'

/** Makes the frames of a beat that a fault has added, in the provider's wire format. */
export type OwnFrames = (beat: Extract<Beat, { readonly type: 'ping' | 'problem' }>, hasBegun: boolean) => Iterable<FrameItem>

/**
 * Converts a stream to beats, and back. Unchanged frames are sent as received; added ones are written by the provider's encoder.
 */
export class DeliveredStream {
  readonly #wire: WireFrames
  readonly #heard: HeardReply
  readonly #reply: () => Reply
  readonly #own: OwnFrames
  readonly #originals = new WeakMap<Beat, readonly FrameItem[]>()
  #head: Head | undefined
  #hasBegun = false
  /** The frames that end the stream, from its finish reason on. */
  #ending: readonly Frame[] = []
  #rest: readonly Frame[] = []

  constructor(wire: WireFrames, heard: HeardReply, reply: () => Reply, own: OwnFrames) {
    this.#wire = wire
    this.#heard = heard
    this.#reply = reply
    this.#own = own
  }

  /** Returns the beats of a stream, from its head on. The frames that end it are one beat, so they are held until all have arrived. */
  *beats(head: Head, items: Iterable<FrameItem>): Generator<Beat, void, undefined> {
    this.#head = head
    yield this.#original({ type: 'start', reply: this.#reply() }, [head])
    let ending: Frame[] | undefined
    for (const item of items) {
      if (item.type === 'frame' && item.role === 'problem') yield this.#original({ type: 'problem', problem: problemOf(item) }, [item])
      else if (item.type === 'frame') {
        const isFirst = ending === undefined && (item.role === 'finish' || item.role === 'terminal')
        if (ending === undefined) yield* this.#beatsOf(item, isFirst ? [] : [item])
        if (isFirst) ending = []
        ending?.push(item)
        if (item.role === 'terminal') {
          yield this.#finish(ending ?? [])
          ending = undefined
        }
      } else {
        if (item.type === 'end' && ending !== undefined) yield this.#finish(ending)
        if (item.type !== 'head') yield item
      }
    }
  }

  /** Returns the frames for the beats. */
  *frames(beats: Iterable<Beat>): Generator<FrameItem, void, undefined> {
    for (const beat of beats) {
      const original = this.#originals.get(beat)
      if (original !== undefined) {
        for (const item of original) yield* item.type === 'head' ? this.#begun() : [item]
        continue
      }
      switch (beat.type) {
        case 'wait':
        case 'end':
          yield beat
          break
        case 'flush':
          yield* this.#begun()
          break
        case 'finish':
          yield* this.#upTo(beat)
          break
        case 'rest':
          for (const frame of this.#rest) yield frame
          break
        case 'ping':
        case 'problem':
          yield* this.#own(beat, this.#hasBegun)
          break
        case 'start':
        case 'open':
        case 'delta':
          // Faults do not make them.
          break
      }
    }
  }

  *#beatsOf(frame: Frame, sent: readonly Frame[]): Generator<Beat, void, undefined> {
    const beats = this.#wire.beatsOf(frame)
    if (beats.length === 0) {
      if (sent.length > 0) yield this.#original({ type: 'rest' }, sent)
      return
    }
    for (const [index, beat] of beats.entries()) yield this.#original(beat, index === 0 ? sent : [])
  }

  #finish(ending: readonly Frame[]): Beat {
    this.#ending = ending
    return this.#original({ type: 'finish', reason: this.#heard.finish ?? 'stop', usage: this.#heard.usage }, ending)
  }

  /** Returns the frames of the end that precede a position. */
  #upTo({ upTo }: FinishBeat): readonly Frame[] {
    const frames = this.#ending
    const reporting = upTo === 'usage' ? frames.findIndex(({ reportsUsage }) => reportsUsage) : -1
    const terminal = frames.findIndex(({ role }) => role === 'terminal')
    const place = [reporting, terminal, frames.length - 1].find((index) => index >= 0) ?? 0
    this.#rest = frames.slice(place)
    return frames.slice(0, place)
  }

  #begun(): readonly Head[] {
    if (this.#hasBegun || this.#head === undefined) return []
    this.#hasBegun = true
    return [this.#head]
  }

  #original<Step extends Beat>(beat: Step, items: readonly FrameItem[]): Step {
    this.#originals.set(beat, items)
    return beat
  }
}

function problemOf({ problem }: Frame): NonNullable<Frame['problem']> {
  return problem ?? { kind: 'server-error' }
}

import { z } from 'zod'
import { Conversion } from '../base/conversion.ts'
import type { Beat } from '../model/beat.ts'
import type { Chunk, ChunkItem } from '../model/frame.ts'
import type { Reply } from '../model/reply.ts'
import { isVisibleDelta } from './beats.ts'

/** Named positions in a response, in order. */
const places = ['before-headers', 'after-headers', 'after-opening', 'before-usage', 'before-terminal', 'after-terminal'] as const

/** A position in a response: a name, or a number of bytes of the body. */
export type Place = (typeof places)[number] | `${number} bytes`

const inBytes = /^(\d+) bytes$/

const bytesPlace = z
  .templateLiteral([z.number(), ' bytes'])
  .refine((text) => inBytes.test(text), 'expected a number of bytes, such as "200 bytes"')
const place = z.union([z.enum(places), bytesPlace])

/** The position in a response at which a fault acts: a place or, without one, a number of deltas. Default: 0 (after the headers) */
export interface Position {
  readonly afterDeltas?: number
  readonly at?: Place | undefined
}

/**
 * Fault parameters for a position in a response: after some deltas (0 is after the headers, before the first event), or at another place.
 * @param usual default number of deltas. Default: 3
 */
export function positionParameters(usual = 3): {
  readonly afterDeltas: z.ZodDefault<z.ZodInt>
  readonly at: z.ZodOptional<typeof place>
} {
  return {
    afterDeltas: z
      .int()
      .nonnegative()
      .default(usual)
      .describe('text or tool-argument events delivered first; 0 is after the headers, before the first event'),
    at: place.optional().describe('the place instead of a number of deltas; "200 bytes" is after 200 bytes of the body'),
  }
}

/**
 * Ends a response at a position with the beats of `ending`. A response that ends earlier is unchanged. Earlier output has been sent by then: the
 * headers, and the deltas so far. Use {@link endAtByte} for a position in bytes.
 * @example
 * const cut = [...endAt(beats, { afterDeltas: 1 }, () => [{ type: 'end', how: 'reset' }])]
 * cut.at(-1) // => { type: 'end', how: 'reset' }
 */
export function* endAt(beats: Iterable<Beat>, position: Position, ending: () => Iterable<Beat>): Generator<Beat, void, undefined> {
  const finder = new SpotFinder(position)
  for (const beat of beats) {
    const spot = finder.spotAt(beat)
    if (spot === undefined) {
      yield beat
      continue
    }
    yield* spot.before
    // An ending equal to the original one changes nothing.
    for (const end of ending()) yield isSameEnd(end, beat) ? beat : end
    return
  }
}

/**
 * Inserts beats at a position. Earlier output has been sent by then: the headers, and the deltas so far. Use {@link insertAtByte}
 * for a position in bytes.
 * @example
 * insertAt(beats, { afterDeltas: 2 }, () => waitOf(5_000))
 * insertAt(beats, { at: 'before-headers' }, () => waitOf(30_000))
 */
export function insertAt(beats: Iterable<Beat>, position: Position, inserted: () => Iterable<Beat>): Iterable<Beat> {
  return new Insertion(beats, position, inserted)
}

class Insertion extends Conversion<Beat, Beat> {
  /** Finds the position. `undefined` behind it. */
  #finder: SpotFinder | undefined
  #inserted: (() => Iterable<Beat>) | undefined
  /** What is left of the inserted beats, and what follows them. */
  #open: { readonly inserted: Iterator<Beat>; readonly after: readonly Beat[] } | undefined

  constructor(beats: Iterable<Beat>, position: Position, inserted: () => Iterable<Beat>) {
    super(beats)
    this.#finder = new SpotFinder(position)
    this.#inserted = inserted
  }

  protected override make(): readonly Beat[] | undefined {
    const open = this.#open
    if (open === undefined) return super.make()
    const next = open.inserted.next()
    if (next.done !== true) return [next.value]
    this.#open = undefined
    return open.after
  }

  protected override convert(beat: Beat): readonly Beat[] {
    const spot = this.#finder?.spotAt(beat)
    if (spot === undefined) return [beat]
    const inserted = this.#inserted!()[Symbol.iterator]()
    this.#finder = undefined
    this.#inserted = undefined
    const first = inserted.next()
    // A fault that inserts nothing changes nothing.
    if (first.done === true) return [beat]
    this.#open = { inserted, after: spot.after }
    return [...spot.before, first.value]
  }

  protected override release(): void {
    super.release()
    this.#open?.inserted.return?.()
  }
}

function isSameEnd(one: Beat, other: Beat): boolean {
  return one.type === 'end' && other.type === 'end' && one.how === other.how && one.code === other.code
}

/** A position: the beats before it, and the rest of the current beat after it. */
interface Spot {
  readonly before: readonly Beat[]
  readonly after: readonly Beat[]
}

const none: readonly Beat[] = []

/** Searches the beats of a response for a position. */
class SpotFinder {
  readonly #at: Place | undefined
  readonly #deltas: number
  #reply: Reply | undefined
  #seen = 0
  #hasFinished = false

  constructor({ at, afterDeltas = 0 }: Position) {
    this.#at = at ?? (afterDeltas === 0 ? 'after-headers' : undefined)
    this.#deltas = afterDeltas
  }

  /** Returns the position if it is right before, in or right after this beat. */
  spotAt(beat: Beat): Spot | undefined {
    const isDelta = isVisibleDelta(beat)
    if (isDelta) this.#seen++
    if (beat.type === 'finish') this.#hasFinished = true
    const isHere = this.#isAt(beat, isDelta)
    if (beat.type === 'start') this.#reply = beat.reply
    return isHere ? this.#spotIn(beat) : undefined
  }

  #isAt(beat: Beat, isDelta: boolean): boolean {
    switch (this.#at) {
      case undefined:
        return isDelta && this.#seen === this.#deltas
      case 'before-headers':
        return beat.type !== 'wait'
      case 'after-headers':
        return beat.type === 'start'
      case 'after-opening':
        return isDelta
      case 'before-usage':
      case 'before-terminal':
        return beat.type === 'finish'
      case 'after-terminal':
        return beat.type === 'end' && beat.how === 'close' && this.#hasFinished
      default:
        return false
    }
  }

  #spotIn(beat: Beat): Spot {
    if (this.#at === undefined)
      return { before: this.#reply === undefined ? [beat] : [beat, { type: 'flush', reply: this.#reply }], after: none }
    if (beat.type === 'start' && this.#at === 'after-headers') return { before: [{ type: 'flush', reply: beat.reply }], after: [beat] }
    if (beat.type === 'finish' && this.#at !== 'before-headers') {
      const upTo = this.#at === 'before-usage' ? 'usage' : 'terminal'
      return { before: [{ ...beat, upTo }, ...this.#flush()], after: [{ type: 'rest' }] }
    }
    return { before: this.#at === 'after-opening' ? this.#flush() : [], after: [beat] }
  }

  #flush(): readonly Beat[] {
    return this.#reply === undefined ? [] : [{ type: 'flush', reply: this.#reply }]
  }
}

/** Returns how many bytes of the body precede a position; `undefined` if it is not a byte position. */
function bytesBefore({ at }: Position): number | undefined {
  const bytes = at === undefined ? undefined : inBytes.exec(at)?.[1]
  return bytes === undefined ? undefined : Number(bytes)
}

/**
 * Ends a response after a number of bytes, with `ending`. Other positions and shorter bodies leave it unchanged.
 * @example
 * endAtByte(chunks, { at: '200 bytes' }, () => [{ type: 'end', how: 'close' }])
 */
export function endAtByte(items: Iterable<ChunkItem>, position: Position, ending: () => Iterable<ChunkItem>): Iterable<ChunkItem> {
  return atByte(items, position, ending, true)
}

/**
 * Inserts waits after a number of bytes. Other positions and shorter bodies leave the response unchanged.
 * @example
 * insertAtByte(chunks, { at: '200 bytes' }, () => waitOf(5_000))
 */
export function insertAtByte(items: Iterable<ChunkItem>, position: Position, inserted: () => Iterable<ChunkItem>): Iterable<ChunkItem> {
  return atByte(items, position, inserted, false)
}

function atByte(items: Iterable<ChunkItem>, position: Position, inserted: () => Iterable<ChunkItem>, ends: boolean): Iterable<ChunkItem> {
  const bytes = bytesBefore(position)
  return bytes === undefined ? items : split(items, bytes, inserted, ends)
}

function* split(
  items: Iterable<ChunkItem>,
  bytes: number,
  inserted: () => Iterable<ChunkItem>,
  ends: boolean,
): Generator<ChunkItem, void, undefined> {
  let left = bytes
  for (const item of items) {
    const isHere = item.type === 'chunk' && left >= 0 && item.bytes.length > left
    if (!isHere) {
      if (item.type === 'chunk') left -= left < 0 ? 0 : item.bytes.length
      yield item
      continue
    }
    const added = [...inserted()]
    if (added.length > 0 && left > 0) yield { type: 'chunk', bytes: item.bytes.slice(0, left), frames: [] }
    yield* added
    if (ends) return
    yield added.length > 0 ? rest(item, left) : item
    left = -1
  }
}

function rest({ bytes, frames }: Chunk, from: number): Chunk {
  return { type: 'chunk', bytes: bytes.slice(from), frames }
}

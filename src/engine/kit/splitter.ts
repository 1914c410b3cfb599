import { concatenate } from '../base/bytes.ts'
import type { Splitter } from '../model/reading.ts'

type Bytes = Uint8Array<ArrayBuffer>

const lineFeed = 10
const carriageReturn = 13

/** Splits server-sent events, which end with an empty line; lines end with LF, CR LF or CR. */
export function eventSplitter(): Splitter {
  /** The length of the line so far. */
  let length = 0
  let isAfterReturn = false
  /** Whether a CR has ended the event, to which an LF can still belong. */
  let isOver = false
  return splitterBy((byte) => {
    // An LF after a CR belongs to the same line end, so an event ended by a CR is over before the next byte, or after an LF.
    if (isOver) {
      isOver = false
      length = byte === lineFeed || byte === carriageReturn ? 0 : 1
      if (byte === lineFeed) return 'after'
      isAfterReturn = byte === carriageReturn
      return 'before'
    }
    const isReturn = byte === carriageReturn
    if (byte === lineFeed && isAfterReturn) {
      isAfterReturn = false
      return undefined
    }
    isAfterReturn = isReturn
    if (byte !== lineFeed && !isReturn) {
      length++
      return undefined
    }
    const isEmpty = length === 0
    length = 0
    if (!isEmpty) return undefined
    if (!isReturn) return 'after'
    isOver = true
    return undefined
  })
}

/** Splits lines that end with LF. */
export function lineSplitter(): Splitter {
  return splitterBy((byte) => (byte === lineFeed ? 'after' : undefined))
}

/**
 * Splits a stream at the bytes that a function selects.
 * @param endsAt whether an event ends before or after a byte. Called once for each byte, in their order
 * @example
 * splitterBy((byte) => (byte === 0 ? 'after' : undefined))
 */
export function splitterBy(endsAt: (byte: number) => 'before' | 'after' | undefined): Splitter {
  let pieces: Bytes[] = []
  const taken = (last: Bytes): Bytes => {
    const event = pieces.length === 0 ? last : concatenate([...pieces, last])
    pieces = []
    return event
  }
  return {
    push(bytes) {
      const events: Bytes[] = []
      let start = 0
      for (let index = 0; index < bytes.length; index++) {
        const end = endsAt(bytes[index]!)
        if (end === undefined) continue
        const to = end === 'after' ? index + 1 : index
        events.push(taken(bytes.slice(start, to)))
        start = to
      }
      if (start < bytes.length) pieces.push(bytes.slice(start))
      return events
    },
    rest: () => taken(new Uint8Array(0)),
  }
}

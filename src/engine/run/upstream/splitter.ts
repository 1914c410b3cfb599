import { concatenate } from '../../base/bytes.ts'

type Bytes = Uint8Array<ArrayBuffer>

const lineFeed = 10
const carriageReturn = 13

/** Splits the bytes of a stream at the ends of its events, however they are chunked. */
export interface Splitter {
  /** The events that these bytes complete, each with all of its bytes. */
  push(bytes: Bytes): readonly Bytes[]
  /** Returns the bytes of an incomplete event. */
  rest(): Bytes
}

/** Splits server-sent events, which end with an empty line; lines end with LF, CR LF or CR. */
export function eventSplitter(): Splitter {
  return splitterBy((state, byte) => {
    // An LF after a CR belongs to the same line end, so an event ended by a CR is over before the next byte, or after an LF.
    if (state.isOver) {
      state.isOver = false
      state.length = byte === lineFeed || byte === carriageReturn ? 0 : 1
      if (byte === lineFeed) return 'after'
      state.afterReturn = byte === carriageReturn
      return 'before'
    }
    const isReturn = byte === carriageReturn
    if (byte === lineFeed && state.afterReturn) {
      state.afterReturn = false
      return undefined
    }
    state.afterReturn = isReturn
    if (byte !== lineFeed && !isReturn) {
      state.length++
      return undefined
    }
    const isEmpty = state.length === 0
    state.length = 0
    if (!isEmpty) return undefined
    if (!isReturn) return 'after'
    state.isOver = true
    return undefined
  })
}

/** Splits lines that end with LF. */
export function lineSplitter(): Splitter {
  return splitterBy((_, byte) => (byte === lineFeed ? 'after' : undefined))
}

interface State {
  /** The length of the line so far. */
  length: number
  afterReturn: boolean
  /** Whether a CR has ended the event, to which an LF can still belong. */
  isOver: boolean
}

/** @param endsAt whether an event ends before or after a byte */
function splitterBy(endsAt: (state: State, byte: number) => 'before' | 'after' | undefined): Splitter {
  const state: State = { length: 0, afterReturn: false, isOver: false }
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
        const end = endsAt(state, bytes[index]!)
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

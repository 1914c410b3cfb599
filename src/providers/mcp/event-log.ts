import { jsonFrame, type Frame, type FrameItem } from '../../kit.ts'

/** The messages of one stream, in their order. They stay, so that a client can read them again from any place. */
export class EventLog {
  readonly #frames: Frame[] = []
  readonly #name: string | undefined
  readonly #readers = new Set<() => void>()
  #last: (() => Frame) | undefined
  #isOver = false

  /** @param name names the stream in the IDs of its events. Default: its events have no IDs */
  constructor(name?: string) {
    this.#name = name
  }

  get length(): number {
    return this.#frames.length
  }

  add(message: object): void {
    this.addFrame({ ...jsonFrame('opening', message), event: 'message' })
  }

  /** Adds an event as it goes out. */
  addFrame(frame: Frame): void {
    if (this.#isOver) return
    // The frame that completes one answer does not complete a stream of several answers.
    const { completes: _completes, ...event } = frame
    this.#frames.push(event)
    this.#wake()
  }

  /** The message that ends the stream after all others. It is made when it is read. */
  conclude(last: () => Frame): void {
    this.#last = last
  }

  /** Nothing follows, but the last message. */
  end(): void {
    this.#isOver = true
    this.#wake()
  }

  /** The members of a frame with its place in the stream. The first place is 0. */
  placeAt(place: number): Pick<Frame, 'id'> {
    return this.#name === undefined ? {} : { id: `${this.#name}-${place}` }
  }

  /** The messages after a place, and the waits between, until the stream is over. */
  *after(place: number): Generator<FrameItem, void, undefined> {
    for (let next = place; ;) {
      while (next < this.#frames.length) {
        const frame = this.#frames[next]!
        next++
        yield { ...frame, ...this.placeAt(next) }
      }
      if (this.#isOver) return
      yield { type: 'wait', ms: 0, until: this.#moreThan(next) }
    }
  }

  /** The same for a client that continues a stream, with the last message. */
  *resumedAfter(place: number): Generator<FrameItem, void, undefined> {
    yield* this.after(place)
    if (this.#last !== undefined && place <= this.length) yield { ...this.#last(), ...this.lastPlace }
  }

  /** The members of the last message's frame with its place in the stream. */
  get lastPlace(): Pick<Frame, 'id'> {
    return this.placeAt(this.length + 1)
  }

  /** Settles when there are more messages, or none will follow. */
  #moreThan(count: number): Promise<void> {
    return new Promise((resolve) => {
      // The frame can be there before the wait for it begins.
      if (this.#frames.length > count || this.#isOver) resolve()
      else this.#readers.add(resolve)
    })
  }

  #wake(): void {
    for (const resolve of this.#readers) resolve()
    this.#readers.clear()
  }
}

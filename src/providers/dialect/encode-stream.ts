import type { Beat, OpenPart } from '../../engine/model/beat.ts'
import type { Frame, FrameItem, Head } from '../../engine/model/frame.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import { encodeProblem } from './encode-problem.ts'
import type { StreamEncoder, Writer } from './encoding.ts'
import { Teller } from './teller.ts'

const serverSentEvents = 'text/event-stream; charset=utf-8'

/** A stream of events, each made when it is asked for. */
export function* encodeStream(beats: Iterable<Beat>, exchange: Exchange, writer: Writer): Generator<FrameItem, void, undefined> {
  const encoding = new StreamEncoding(exchange, writer)
  for (const beat of beats) {
    // By its index: this is the innermost loop of all, and an iterator for each beat costs more than the beat.
    const items = encoding.itemsOf(beat)
    for (let index = 0; index < items.length; index++) yield items[index]!
    if (beat.type === 'end') return
  }
}

const none: readonly FrameItem[] = []

/** One stream, as far as it has come. */
class StreamEncoding {
  readonly #exchange: Exchange
  readonly #writer: Writer
  readonly #encoder: StreamEncoder
  readonly #teller = new Teller()
  #open: OpenPart | undefined
  #index = -1
  #hasStarted = false

  constructor(exchange: Exchange, writer: Writer) {
    this.#exchange = exchange
    this.#writer = writer
    this.#encoder = writer.stream(exchange)
  }

  /** What goes out for one beat. */
  itemsOf(beat: Beat): readonly FrameItem[] {
    switch (beat.type) {
      case 'delta':
        if (this.#open === undefined) return none
        this.#teller.delta(beat.text, this.#open)
        return this.#teller.on(this.#encoder.delta(beat.text, this.#open, this.#index))
      case 'wait':
      case 'end':
        return [beat]
      case 'start':
        this.#hasStarted = true
        return [this.#head(), ...this.#encoder.start(beat.reply)]
      case 'open':
        // Nobody streams vectors.
        return beat.part.type === 'data' ? this.#closePart() : [...this.#closePart(), ...this.#openPart(beat.part)]
      case 'ping':
        return this.#hasStarted ? this.#encoder.ping() : none
      case 'finish':
        return [...this.#closePart(), ...this.#teller.on(this.#encoder.finish(beat.reason, beat.usage))]
      case 'problem':
        if (!this.#hasStarted) return encodeProblem(beat.problem, this.#exchange, this.#writer)
        return this.#encoder.problem(beat.problem).map((frame) => ({ ...frame, problem: beat.problem }))
    }
  }

  #head(): Head {
    return {
      type: 'head',
      status: 200,
      headers: {
        ...this.#writer.headers(this.#exchange),
        'content-type': this.#writer.streamType ?? serverSentEvents,
        'cache-control': 'no-cache',
      },
    }
  }

  #openPart(part: OpenPart): readonly Frame[] {
    this.#open = part
    this.#index++
    this.#teller.open(part)
    return this.#teller.on(this.#encoder.open(part, this.#index))
  }

  #closePart(): readonly Frame[] {
    const open = this.#open
    if (open === undefined) return []
    this.#teller.close(open)
    const frames = this.#teller.on(this.#encoder.closePart(open, this.#index))
    this.#open = undefined
    return frames
  }
}

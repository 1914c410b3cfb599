import type { Beat, FinishBeat, OpenPart } from '../../engine/model/beat.ts'
import type { Frame, FrameItem, Head } from '../../engine/model/frame.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import type { Reply } from '../../engine/model/reply.ts'
import { encodeProblem } from './encode-problem.ts'
import type { StreamEncoder, Writer } from './encoding.ts'
import { Teller } from '../../engine/kit/teller.ts'

const serverSentEvents = 'text/event-stream; charset=utf-8'

/** Yields the events of a stream, each created on demand. */
export function* encodeStream(beats: Iterable<Beat>, exchange: Exchange, writer: Writer): Generator<FrameItem, void, undefined> {
  const encoding = new StreamEncoding(exchange, writer)
  for (const beat of beats) {
    // Index loop: this is the innermost loop, and an iterator for each beat costs more than the beat.
    const items = encoding.itemsOf(beat)
    for (let index = 0; index < items.length; index++) yield items[index]!
    if (beat.type === 'end') return
  }
}

const none: readonly FrameItem[] = []

/** One stream in progress. */
class StreamEncoding {
  readonly #exchange: Exchange
  readonly #writer: Writer
  readonly #encoder: StreamEncoder
  readonly #teller = new Teller()
  #open: OpenPart | undefined
  /** The data part so far, if the encoder supports data. */
  #data: string | undefined
  #index = -1
  #rest: readonly Frame[] = []
  #reply: Reply | undefined

  constructor(exchange: Exchange, writer: Writer) {
    this.#exchange = exchange
    this.#writer = writer
    this.#encoder = writer.stream(exchange)
  }

  /** The items to send for one beat. */
  itemsOf(beat: Beat): readonly FrameItem[] {
    switch (beat.type) {
      case 'delta':
        if (this.#data !== undefined) this.#data += beat.text
        if (this.#open === undefined) return none
        this.#teller.delta(beat.text, this.#open)
        return this.#teller.on(this.#encoder.delta(beat.text, this.#open, this.#index))
      case 'wait':
      case 'end':
        return [beat]
      case 'start':
        return [...this.#head(beat.reply), ...this.#encoder.start(beat.reply)]
      case 'flush':
        return this.#head(beat.reply)
      case 'open':
        if (beat.part.type === 'data') return this.#openData()
        return [...this.#closePart(), ...this.#openPart(beat.part)]
      case 'ping':
        return this.#reply === undefined ? none : this.#encoder.ping()
      case 'finish':
        return [...this.#closePart(), ...this.#ending(beat)]
      case 'rest':
        return this.#rest
      case 'problem':
        if (this.#reply === undefined) return encodeProblem(beat.problem, this.#exchange, this.#writer)
        return this.#encoder
          .problem(beat.problem, this.#reply)
          .map((frame) => (frame.role === 'opening' ? frame : { ...frame, problem: beat.problem }))
    }
  }

  /** The head, unless it was sent before. */
  #head(reply: Reply): readonly [] | readonly [Head] {
    if (this.#reply !== undefined) return []
    this.#reply = reply
    const headers = {
      ...this.#writer.headers(this.#exchange),
      'content-type': this.#writer.streamType ?? serverSentEvents,
      'cache-control': 'no-cache',
    }
    return [{ type: 'head', status: 200, headers }]
  }

  /** The frames that end the stream, or only those before a position. */
  #ending({ reason, usage, upTo }: FinishBeat): readonly Frame[] {
    const frames = this.#teller.on(this.#encoder.finish(reason, usage))
    if (upTo === undefined) return frames
    const reporting = upTo === 'usage' ? frames.findIndex(({ reportsUsage }) => reportsUsage) : -1
    const terminal = frames.findIndex(({ role }) => role === 'terminal')
    const place = [reporting, terminal, frames.length - 1].find((index) => index >= 0)!
    this.#rest = frames.slice(place)
    return frames.slice(0, place)
  }

  #openPart(part: OpenPart): readonly Frame[] {
    this.#open = part
    this.#index++
    this.#teller.open(part)
    return this.#teller.on(this.#encoder.open(part, this.#index))
  }

  /** Vectors are never streamed. */
  #openData(): readonly Frame[] {
    const closed = this.#closePart()
    if (this.#encoder.data !== undefined) this.#data = ''
    return closed
  }

  #closePart(): readonly Frame[] {
    const data = this.#data
    if (data !== undefined) {
      this.#data = undefined
      this.#teller.data({ type: 'data', text: data })
      return this.#teller.on(this.#encoder.data!(data))
    }
    const open = this.#open
    if (open === undefined) return []
    this.#teller.close(open)
    const frames = this.#teller.on(this.#encoder.closePart(open, this.#index))
    this.#open = undefined
    return frames
  }
}

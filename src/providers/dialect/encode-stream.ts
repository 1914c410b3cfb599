import { Conversion } from '../../engine/base/conversion.ts'
import type { Beat, FinishBeat, OpenPart } from '../../engine/model/beat.ts'
import type { Frame, FrameItem, Head } from '../../engine/model/frame.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import type { Reply } from '../../engine/model/reply.ts'
import { encodeProblem } from './encode-problem.ts'
import type { StreamEncoder, Writer } from './encoding.ts'
import { Teller } from '../../engine/kit/teller.ts'

const serverSentEvents = 'text/event-stream; charset=utf-8'

/** Returns the events of a stream, each created on demand. */
export function encodeStream(beats: Iterable<Beat>, exchange: Exchange, writer: Writer): Iterable<FrameItem> {
  return new StreamEncoding(beats, exchange, writer)
}

const none: readonly never[] = []

/** One stream in progress. */
class StreamEncoding extends Conversion<Beat, FrameItem> {
  #encoder!: StreamEncoder
  readonly #teller = new Teller()
  /** What the head, or an error response, is written from. `undefined` once the head was sent. */
  #unsent: { readonly exchange: Exchange; readonly writer: Writer } | undefined
  #open: OpenPart | undefined
  /** The data part so far, if the encoder supports data. */
  #data: string | undefined
  #index = -1
  #rest: readonly Frame[] = none
  #reply: Reply | undefined

  constructor(beats: Iterable<Beat>, exchange: Exchange, writer: Writer) {
    super(beats)
    this.#unsent = { exchange, writer }
  }

  protected override convert(beat: Beat): readonly FrameItem[] {
    // Not before the response is read: an encoder can keep something in the provider's store.
    if (this.#encoder === undefined) this.#encoder = this.#newEncoder()
    if (beat.type === 'end') this.end()
    return this.#itemsOf(beat)
  }

  /** The items to send for one beat. */
  #itemsOf(beat: Beat): readonly FrameItem[] {
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
        if (this.#reply === undefined) return encodeProblem(beat.problem, this.#unsent!.exchange, this.#unsent!.writer)
        return this.#encoder
          .problem(beat.problem, this.#reply)
          .map((frame) => (frame.role === 'opening' ? frame : { ...frame, problem: beat.problem }))
    }
  }

  #newEncoder(): StreamEncoder {
    const { exchange, writer } = this.#unsent!
    return writer.stream(exchange)
  }

  /** The head, unless it was sent before. */
  #head(reply: Reply): readonly [] | readonly [Head] {
    if (this.#reply !== undefined) return []
    const { exchange, writer } = this.#unsent!
    this.#reply = reply
    this.#unsent = undefined
    const headers = {
      ...writer.headers(exchange),
      'content-type': writer.streamType ?? serverSentEvents,
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

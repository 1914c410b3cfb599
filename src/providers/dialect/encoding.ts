import type { Beat, OpenPart } from '../../engine/model/beat.ts'
import type { Frame, FrameItem, Head } from '../../engine/model/frame.ts'
import type { Problem } from '../../engine/model/problem.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import { textOfParts } from '../../engine/kit/reply.ts'
import type { DataPart, FinishReason, Reply, ReplyPart, SpokenPart, Usage } from '../../engine/model/reply.ts'

/** What a streaming encoder makes of the beats of one reply. Holds the state of one stream. */
export interface StreamEncoder {
  start(reply: Reply): readonly Frame[]
  /** `index` is the number of the part in its reply, from 0. */
  open(part: OpenPart, index: number): readonly Frame[]
  delta(text: string, part: OpenPart, index: number): readonly Frame[]
  closePart(part: OpenPart, index: number): readonly Frame[]
  ping(): readonly Frame[]
  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[]
  problem(problem: Problem): readonly Frame[]
}

/** A reply as far as it was delivered, to be written as one body. */
export interface GatheredReply {
  readonly reply: Reply
  readonly parts: readonly SpokenPart[]
  /** The JSON texts of what is no answer in words. */
  readonly data: readonly string[]
  readonly finish: FinishReason
  readonly usage: Usage | undefined
}

/** How one endpoint writes what the beats say. */
export interface Writer {
  /** The content type of a stream: that of server-sent events, where it is left out. */
  readonly streamType?: string
  /** The headers of a reply, content type left out. */
  headers(exchange: Exchange): Readonly<Record<string, string>>
  stream(exchange: Exchange): StreamEncoder
  /** The value of the JSON body of a reply that is not streamed. */
  body(gathered: GatheredReply, exchange: Exchange): unknown
  /** A problem as an HTTP error. */
  problem(problem: Problem, exchange: Exchange): WrittenProblem
  /** A problem that comes once the model has begun to answer in one body, where the provider has promised success by then. */
  lateProblem?(problem: Problem, exchange: Exchange): WrittenProblem
}

/** A response that says what went wrong. */
export interface WrittenProblem {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

const serverSentEvents = 'text/event-stream; charset=utf-8'

/** Writes beats as frames: a stream of events where the call asked for one, else one JSON body. */
export function encode(beats: Iterable<Beat>, exchange: Exchange, writer: Writer): Iterable<FrameItem> {
  return exchange.call.stream ? encodeStream(beats, exchange, writer) : encodeBody(beats, exchange, writer)
}

function* encodeStream(beats: Iterable<Beat>, exchange: Exchange, writer: Writer): Generator<FrameItem, void, undefined> {
  const encoder = writer.stream(exchange)
  const teller = new Teller()
  let open: OpenPart | undefined
  let index = -1
  let hasStarted = false
  function* closeOpenPart(): Generator<Frame, void, undefined> {
    if (open === undefined) return
    teller.close(open)
    yield* teller.on(encoder.closePart(open, index))
    open = undefined
  }
  for (const beat of beats) {
    switch (beat.type) {
      case 'wait':
        yield beat
        break
      case 'start':
        hasStarted = true
        yield {
          type: 'head',
          status: 200,
          headers: { ...writer.headers(exchange), 'content-type': writer.streamType ?? serverSentEvents, 'cache-control': 'no-cache' },
        }
        yield* encoder.start(beat.reply)
        break
      case 'open':
        yield* closeOpenPart()
        // Nobody streams vectors.
        if (beat.part.type === 'data') break
        open = beat.part
        index++
        teller.open(open)
        yield* teller.on(encoder.open(open, index))
        break
      case 'delta':
        if (open === undefined) break
        teller.delta(beat.text, open)
        yield* teller.on(encoder.delta(beat.text, open, index))
        break
      case 'ping':
        yield* hasStarted ? encoder.ping() : []
        break
      case 'finish':
        yield* closeOpenPart()
        yield* teller.on(encoder.finish(beat.reason, beat.usage))
        break
      case 'problem':
        if (hasStarted) yield* reporting(encoder.problem(beat.problem), beat.problem)
        else yield* encodeProblem(beat.problem, exchange, writer)
        break
      case 'end':
        yield beat
        return
    }
  }
}

function reporting(frames: readonly Frame[], problem: Problem): readonly Frame[] {
  for (const frame of frames) frame.problem = problem
  return frames
}

function* encodeProblem(problem: Problem, exchange: Exchange, writer: Writer): Generator<FrameItem, void, undefined> {
  const { status, headers, body } = writer.problem(problem, exchange)
  yield { type: 'head', status, headers: { ...writer.headers(exchange), ...headers, 'content-type': 'application/json' }, problem }
  yield { type: 'frame', role: 'body', data: JSON.stringify(body) }
}

/**
 * One body holds what a stream tells piece by piece, so it is sent when the last piece is there. Where the delivery is cut
 * short, the body is cut behind the last piece that was delivered; where a problem comes midway, nothing was sent yet, so it
 * is an HTTP error.
 */
function* encodeBody(beats: Iterable<Beat>, exchange: Exchange, writer: Writer): Generator<FrameItem, void, undefined> {
  const parts: ReplyPart[] = []
  let reply: Reply | undefined
  let text: string[] = []
  let open: OpenPart | { readonly type: 'data' } | undefined
  let isSent = false
  const closeOpenPart = (): void => {
    parts.push(...partOf(open, text))
    open = undefined
    text = []
  }
  const head = (): Head => ({ type: 'head', status: 200, headers: { ...writer.headers(exchange), 'content-type': 'application/json' } })
  for (const beat of beats) {
    switch (beat.type) {
      case 'wait':
        yield beat
        break
      case 'start':
        reply = beat.reply
        break
      case 'open':
        closeOpenPart()
        open = beat.part
        break
      case 'delta':
        text.push(beat.text)
        break
      case 'ping':
        break
      case 'finish': {
        closeOpenPart()
        if (reply === undefined) break
        const gathered: GatheredReply = { reply, ...sorted(parts), finish: beat.reason, usage: beat.usage }
        reply = undefined
        isSent = true
        yield head()
        yield {
          type: 'frame',
          role: 'body',
          data: JSON.stringify(writer.body(gathered, exchange)),
          received: textOfParts(parts),
          completes: true,
        }
        break
      }
      case 'problem':
        if (isSent) break
        isSent = true
        yield* encodeProblem(
          beat.problem,
          exchange,
          reply === undefined ? writer : { ...writer, problem: writer.lateProblem ?? writer.problem },
        )
        reply = undefined
        break
      case 'end': {
        if (reply !== undefined && beat.how !== 'hang') {
          const told = textOfParts([...parts, ...partOf(open, text)])
          if (open !== undefined) text.push(cutMark)
          closeOpenPart()
          const body = JSON.stringify(writer.body({ reply, ...sorted(parts), finish: 'stop', usage: reply.usage }, exchange))
          yield head()
          yield { type: 'frame', role: 'body', data: cutAtMark(body), received: told }
        }
        yield beat
        return
      }
    }
  }
}

function sorted(parts: readonly ReplyPart[]): Pick<GatheredReply, 'parts' | 'data'> {
  const isData = (part: ReplyPart): part is DataPart => part.type === 'data'
  return { parts: parts.filter((part) => !isData(part)), data: parts.filter(isData).map((part) => part.text) }
}

/** The part that is being delivered, as far as it was. */
function partOf(open: OpenPart | { readonly type: 'data' } | undefined, pieces: readonly string[]): readonly ReplyPart[] {
  if (open === undefined) return []
  const text = pieces.join('')
  return [open.type === 'tool-call' ? { ...open, arguments: text } : { ...open, type: open.type, text }]
}

/** Stands behind the last piece that was delivered, to be found again wherever the body puts that piece. */
const cutMark = '\uE000cut\uE000'

/** The body up to the mark; half of it, where no piece was delivered yet, or the body does not hold it as text. */
function cutAtMark(body: string): string {
  const at = body.indexOf(cutMark)
  return body.slice(0, at === -1 ? Math.floor(body.length / 2) : at)
}

/** Says what a reply tells, in the form of `textOfParts`, and writes it on the frames that carry it. */
class Teller {
  #unreceived = ''
  #hasTold = false

  open(part: OpenPart): void {
    if (part.type === 'reasoning') return
    if (this.#hasTold) this.#unreceived += '\n'
    this.#hasTold = true
    if (part.type === 'tool-call') this.#unreceived += `${part.name}(`
  }

  delta(text: string, part: OpenPart): void {
    if (part.type !== 'reasoning') this.#unreceived += text
  }

  close(part: OpenPart): void {
    if (part.type === 'tool-call') this.#unreceived += ')'
  }

  /** The frames, the last of which carries what was not yet told. */
  on(frames: readonly Frame[]): readonly Frame[] {
    const last = frames.at(-1)
    if (last === undefined || this.#unreceived === '') return frames
    last.received = this.#unreceived
    this.#unreceived = ''
    return frames
  }
}

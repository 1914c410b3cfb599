import { betweenCharacters } from '../../engine/base/characters.ts'
import type { Beat, FinishBeat, OpenPart } from '../../engine/model/beat.ts'
import type { Frame, FrameItem, Head } from '../../engine/model/frame.ts'
import type { Problem } from '../../engine/model/problem.ts'
import type { Exchange } from '../../engine/model/provider.ts'
import type { DataPart, Reply, ReplyPart } from '../../engine/model/reply.ts'
import { encodeProblem } from './encode-problem.ts'
import type { GatheredReply, Writer, WrittenHead } from './encoding.ts'
import { endOfSaid, textOf } from './said-in-body.ts'
import { Teller } from '../../engine/kit/teller.ts'

/**
 * A body contains all deltas of a stream, so it is sent after the last delta. If the delivery is flushed or
 * ends earlier, the received part of the body is sent. A problem before the first byte is an HTTP error.
 */
export function* encodeBody(
  beats: Iterable<Beat>,
  exchange: Exchange,
  writer: Omit<Writer, 'stream'>,
): Generator<FrameItem, void, undefined> {
  const encoding = new BodyEncoding(exchange, writer)
  for (const beat of beats) {
    yield* encoding.itemsOf(beat)
    if (beat.type === 'end') return
  }
}

const none: readonly FrameItem[] = []

/** One body in progress. */
class BodyEncoding {
  readonly #exchange: Exchange
  readonly #writer: Omit<Writer, 'stream'>
  readonly #teller = new Teller()
  readonly #parts: ReplyPart[] = []
  #reply: Reply | undefined
  #open: OpenPart | { readonly type: 'data' } | undefined
  #pieces: string[] = []
  #finish: FinishBeat | undefined
  /** The complete body, once a part of it was sent. */
  #body: string | undefined
  #sent = 0
  #hasHead = false
  #isFlushDue = false
  #isOver = false

  constructor(exchange: Exchange, writer: Omit<Writer, 'stream'>) {
    this.#exchange = exchange
    this.#writer = writer
  }

  /** The items to send for one beat. */
  itemsOf(beat: Beat): readonly FrameItem[] {
    switch (beat.type) {
      case 'wait':
        return this.#isFlushDue ? [...this.#flushed(), beat] : [beat]
      case 'start':
        this.#reply = beat.reply
        return none
      case 'flush':
        this.#isFlushDue = true
        return none
      case 'open':
        this.#closePart()
        this.#open = beat.part
        if (beat.part.type !== 'data') this.#teller.open(beat.part)
        return none
      case 'delta':
        this.#pieces.push(beat.text)
        if (this.#open !== undefined && this.#open.type !== 'data') this.#teller.delta(beat.text, this.#open)
        return none
      case 'ping':
        return none
      case 'finish':
        this.#closePart()
        this.#finish = beat
        return beat.upTo === undefined ? this.#completed() : none
      case 'rest':
        return this.#completed()
      case 'problem':
        return this.#failed(beat.problem)
      case 'end':
        if (this.#reply !== undefined && beat.how !== 'hang') this.#isFlushDue = true
        return [...this.#flushed(), beat]
    }
  }

  /** The head and the body, or the unsent rest of the body. */
  #completed(): readonly FrameItem[] {
    if (this.#reply === undefined || this.#isOver) return none
    this.#isOver = true
    const head = this.#head()
    const data = this.#complete().slice(this.#sent)
    return [...head, ...this.#teller.on([{ type: 'frame', role: 'body', data, completes: true }])]
  }

  /** The head and the part of the body so far, unless already sent. */
  #flushed(): readonly FrameItem[] {
    if (!this.#isFlushDue || this.#isOver) return none
    this.#isFlushDue = false
    const head = this.#head()
    const end = this.#reply === undefined ? 0 : this.#end()
    if (end <= this.#sent) return head
    const piece: Frame = { type: 'frame', role: 'body', data: this.#complete().slice(this.#sent, end) }
    this.#sent = end
    return [...head, ...this.#teller.on([piece])]
  }

  #failed(problem: Problem): readonly FrameItem[] {
    if (this.#hasHead || this.#isOver) return none
    this.#isOver = true
    const { lateProblem } = this.#writer
    const isLate = this.#reply !== undefined && lateProblem !== undefined
    return encodeProblem(problem, this.#exchange, isLate ? { ...this.#writer, problem: lateProblem } : this.#writer)
  }

  #head(): readonly [] | readonly [Head] {
    if (this.#hasHead) return []
    this.#hasHead = true
    const { status, headers, problem, textType = 'application/json' } = this.#written()
    const type = status === 204 ? {} : { 'content-type': textType }
    return [{ type: 'head', status, headers: { ...headers, ...type }, ...(problem === undefined ? {} : { problem }) }]
  }

  #written(): WrittenHead {
    const { head, headers, textType } = this.#writer
    if (head !== undefined && this.#reply !== undefined) return head(this.#reply, this.#exchange)
    return { status: 200, headers: headers(this.#exchange), ...(textType === undefined ? {} : { textType }) }
  }

  /** The text of the complete body. Created once, so that its random values are drawn once. */
  #complete(): string {
    return (this.#body ??= this.#made())
  }

  #made(): string {
    const reply = this.#reply!
    const { reason, usage } = this.#finish ?? { reason: reply.finish, usage: reply.usage }
    const parts = this.#finish === undefined ? reply.parts : this.#parts
    const body = this.#writer.body({ reply, ...sorted(parts), finish: reason, usage }, this.#exchange)
    return this.#written().textType === undefined ? JSON.stringify(body) : String(body)
  }

  /** The current end of the body: after the text so far, or the end of a truncated finish. The middle if the body contains the text in another form. */
  #end(): number {
    const body = this.#complete()
    const usage = this.#finish?.upTo === 'usage' ? body.search(/,?"\w*usage\w*":/i) : -1
    if (usage !== -1) return usage
    if (this.#finish !== undefined) return body.length - 1
    const closed = this.#parts.map((part) => ({ part, length: textOf(part).length }))
    const part = this.#open === undefined ? undefined : this.#reply!.parts[closed.length]
    const said = part === undefined ? closed : [...closed, { part, length: this.#pieces.join('').length }]
    return betweenCharacters(body, endOfSaid(body, said) ?? Math.floor(body.length / 2))
  }

  #closePart(): void {
    const open = this.#open
    if (open === undefined) return
    const text = this.#pieces.join('')
    this.#open = undefined
    this.#pieces = []
    if (open.type === 'data') {
      const data: DataPart = { type: 'data', text }
      this.#parts.push(data)
      this.#teller.data(data)
      return
    }
    this.#parts.push(open.type === 'tool-call' ? { ...open, arguments: text } : { type: open.type, text })
    this.#teller.close(open)
  }
}

function sorted(parts: readonly ReplyPart[]): Pick<GatheredReply, 'parts' | 'data'> {
  const isData = (part: ReplyPart): part is DataPart => part.type === 'data'
  return { parts: parts.filter((part) => !isData(part)), data: parts.filter(isData).map((part) => part.text) }
}

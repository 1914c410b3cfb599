import { jsonFrame, jsonTemplate } from '../../../kit.ts'
import type { OpenPart, Frame, Problem, Exchange, FinishReason, Reply, Usage, StreamEncoder } from '../../../kit.ts'
import { errorBody } from '../problem.ts'
import { hostedResultsOf, type HostedResults } from './hosted-tools.ts'
import { drawSignature } from './ids.ts'
import { partialArguments, streamsArguments } from './partial-arguments.ts'
import { blockedPrompt, callPart, contentOf, endOf, envelopeOf, textPart, usageOf, type ToolCall } from './response.ts'

type Payload = Readonly<Record<string, unknown>>

/**
 * A reply as responses of a few words each. A call is sent at once, since the API waits until it can parse the arguments.
 * The stream has no terminal event: the last response has a finish reason.
 */
export class ContentStream implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #id: string
  readonly #isArray: boolean
  #reply: Reply | undefined
  #envelope: Payload = {}
  #text: (...values: readonly unknown[]) => string = () => ''
  #call: string[] = []
  #malformed: ToolCall | undefined
  #hasSaid = false
  #hasCalled = false
  #told = 0
  #hosted: HostedResults | undefined
  #words = ''
  readonly #streamsArguments: boolean

  constructor(exchange: Exchange, id: string, isArray: boolean) {
    this.#exchange = exchange
    this.#id = id
    this.#isArray = isArray
    this.#streamsArguments = streamsArguments(exchange.request)
  }

  start(reply: Reply): readonly Frame[] {
    this.#reply = reply
    const prompt = reply.usage && { ...reply.usage, outputTokens: 0, reasoningTokens: 0 }
    this.#envelope = { ...(prompt === undefined ? {} : { usageMetadata: usageOf(prompt, reply) }), ...envelopeOf(reply, this.#id) }
    return this.#isArray ? [{ type: 'frame', role: 'opening', data: '[' }] : []
  }

  open(part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call') {
      this.#call = []
      this.#told = 0
    } else this.#text = jsonTemplate((text) => this.#said(textPart(text, part.type === 'reasoning')), 1)
    if (part.type !== 'text' || this.#hosted !== undefined || this.#hasCalled) return []
    this.#hosted = hostedResultsOf(this.#exchange)
    return this.#hosted.parts.map((found) => jsonFrame('opening', this.#said(found)))
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call') {
      this.#call.push(text)
      return this.#streamsArguments ? this.#argumentsSaid(part) : []
    }
    if (part.type === 'reasoning' && !this.#exchange.call.reasoning) return []
    this.#hasSaid = true
    if (this.#hosted?.isGrounded === true && part.type === 'text') this.#words += text
    return [{ type: 'frame', role: part.type === 'reasoning' ? 'reasoning' : 'delta', data: this.#text(text) }]
  }

  closePart(part: OpenPart): readonly Frame[] {
    if (part.type !== 'tool-call' || this.#malformed !== undefined) return []
    const whole = { ...part, arguments: this.#call.join('') }
    const content = callPart(whole, this.#told === 0 ? this.#signature() : undefined)
    if (content === undefined) {
      this.#malformed = whole
      return []
    }
    this.#hasSaid = true
    if (!this.#streamsArguments) return [jsonFrame('delta', this.#said(content))]
    // A call without arguments has only the name.
    const { args: _args, ...named } = content['functionCall'] as Payload
    return [jsonFrame('delta', this.#said(this.#told === 0 ? { ...content, functionCall: named } : { functionCall: {} }))]
  }

  /** The arguments that are complete so far, each in an event, after one that opens the call. */
  #argumentsSaid({ id, name }: Extract<OpenPart, { type: 'tool-call' }>): readonly Frame[] {
    const news = partialArguments(this.#call.join('')).slice(this.#told)
    if (news.length === 0) return []
    const opening = this.#told > 0 ? [] : [{ functionCall: { ...(id === '' ? {} : { id }), name, willContinue: true }, ...this.#signed() }]
    this.#told += news.length
    this.#hasSaid = true
    const pieces = news.map((piece) => ({ functionCall: { partialArgs: [piece], willContinue: true } }))
    return [...opening, ...pieces].map((part) => jsonFrame('delta', this.#said(part)))
  }

  /** The signature of the thoughts before the first call of a reply. */
  #signature(): string | undefined {
    if (this.#hasCalled) return undefined
    this.#hasCalled = true
    return drawSignature(this.#exchange.random)
  }

  #signed(): Payload {
    const thoughtSignature = this.#signature()
    return thoughtSignature === undefined ? {} : { thoughtSignature }
  }

  ping(): readonly Frame[] {
    return []
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const reply = this.#reply!
    const isBlocked = reason === 'content-filter' && !this.#hasSaid
    // The last response has an empty text. Without any text before, it has no parts at all.
    const content = contentOf(this.#hasSaid ? [textPart('', false)] : [], this.#malformed)
    const payload = {
      ...(isBlocked
        ? blockedPrompt
        : { candidates: [{ content, ...endOf(reason, this.#malformed), index: 0, ...this.#hosted?.candidate(this.#words) }] }),
      ...(usage === undefined ? {} : { usageMetadata: usageOf(usage, reply) }),
      ...envelopeOf(reply, this.#id),
    }
    return [{ ...jsonFrame('finish', payload), completes: true, reportsUsage: true }]
  }

  problem(problem: Problem, reply: Reply): readonly Frame[] {
    const opening = this.#reply === undefined ? this.start(reply) : []
    return [...opening, jsonFrame('problem', errorBody(problem, this.#exchange))]
  }

  #said(part: unknown): Payload {
    return { candidates: [{ content: { parts: [part], role: 'model' }, index: 0 }], ...this.#envelope }
  }
}

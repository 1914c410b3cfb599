import { jsonFrame, jsonTemplate } from '../../../kit.ts'
import type { OpenPart, Frame, Problem, Exchange, FinishReason, Reply, Usage, StreamEncoder } from '../../../kit.ts'
import { errorBody } from '../problem.ts'
import { drawSignature } from './ids.ts'
import { blockedPrompt, callPart, contentOf, endOf, envelopeOf, textPart, usageOf, type ToolCall } from './response.ts'

type Payload = Readonly<Record<string, unknown>>

/**
 * A reply as responses of a few words each. A call comes whole, since the API holds its arguments back until it can read them.
 * There is no end marker: the last response is the one that has a finish reason.
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

  constructor(exchange: Exchange, id: string, isArray: boolean) {
    this.#exchange = exchange
    this.#id = id
    this.#isArray = isArray
  }

  start(reply: Reply): readonly Frame[] {
    this.#reply = reply
    const prompt = reply.usage && { ...reply.usage, outputTokens: 0, reasoningTokens: 0 }
    this.#envelope = { ...(prompt === undefined ? {} : { usageMetadata: usageOf(prompt, reply) }), ...envelopeOf(reply, this.#id) }
    return this.#isArray ? [{ type: 'frame', role: 'opening', data: '[' }] : []
  }

  open(part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call') this.#call = []
    else this.#text = jsonTemplate((text) => this.#said(textPart(text, part.type === 'reasoning')), 1)
    return []
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call') {
      this.#call.push(text)
      return []
    }
    if (part.type === 'reasoning' && !this.#exchange.call.reasoning) return []
    this.#hasSaid = true
    return [{ type: 'frame', role: part.type === 'reasoning' ? 'reasoning' : 'delta', data: this.#text(text) }]
  }

  closePart(part: OpenPart): readonly Frame[] {
    if (part.type !== 'tool-call' || this.#malformed !== undefined) return []
    const whole = { ...part, arguments: this.#call.join('') }
    const signature = this.#hasCalled ? undefined : drawSignature(this.#exchange.random)
    this.#hasCalled = true
    const content = callPart(whole, signature)
    if (content === undefined) {
      this.#malformed = whole
      return []
    }
    this.#hasSaid = true
    return [jsonFrame('delta', this.#said(content))]
  }

  ping(): readonly Frame[] {
    return []
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const reply = this.#reply!
    const isBlocked = reason === 'content-filter' && !this.#hasSaid
    // The last response says nothing more; one that never said anything has no parts at all.
    const content = contentOf(this.#hasSaid ? [textPart('', false)] : [], this.#malformed)
    const payload = {
      ...(isBlocked ? blockedPrompt : { candidates: [{ content, ...endOf(reason, this.#malformed), index: 0 }] }),
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

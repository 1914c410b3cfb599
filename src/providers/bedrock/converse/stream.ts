import { jsonTemplate } from '../../../kit.ts'
import type { OpenPart, Frame, FrameRole, Problem, Exchange, FinishReason, Reply, Usage, StreamEncoder } from '../../../kit.ts'
import { drawSignature } from '../../anthropic/ids.ts'
import { paddingOf } from '../event-stream.ts'
import { exceptionFrame } from '../problem.ts'
import { accountOf, stopReasonOf } from './body.ts'

function deltaOf(part: OpenPart, text: string): unknown {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return { text }
    case 'reasoning':
      return { reasoningContent: { text } }
    case 'tool-call':
      return { toolUse: { input: text } }
  }
}

function event(role: FrameRole, name: string, payload: Readonly<Record<string, unknown>>): Frame {
  return { type: 'frame', role, event: name, data: JSON.stringify({ ...payload, p: paddingOf(name) }) }
}

/**
 * Writes one stream of ConverseStream. Only a tool call has a start event; text blocks start with their first
 * delta. The usage follows the event with the stop reason.
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html
 */
export class ConverseStream implements StreamEncoder {
  readonly #exchange: Exchange
  #reply: Reply | undefined
  #block = -1
  #hasDelta = false
  #delta: (...values: readonly unknown[]) => string = () => ''

  constructor(exchange: Exchange) {
    this.#exchange = exchange
  }

  start(reply: Reply): readonly Frame[] {
    this.#reply = reply
    return [event('opening', 'messageStart', { role: 'assistant' })]
  }

  open(part: OpenPart): readonly Frame[] {
    if (this.#isHidden(part)) return []
    this.#block++
    this.#hasDelta = false
    const contentBlockIndex = this.#block
    this.#delta = jsonTemplate((text, padding) => ({ contentBlockIndex, delta: deltaOf(part, text), p: padding }), 2)
    if (part.type !== 'tool-call') return []
    return [event('opening', 'contentBlockStart', { contentBlockIndex, start: { toolUse: { name: part.name, toolUseId: part.id } } })]
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    if (this.#isHidden(part)) return []
    this.#hasDelta = true
    return [this.#deltaFrame(part.type === 'reasoning' ? 'reasoning' : 'delta', text)]
  }

  closePart(part: OpenPart): readonly Frame[] {
    if (this.#isHidden(part)) return []
    const contentBlockIndex = this.#block
    const stop = event('opening', 'contentBlockStop', { contentBlockIndex })
    if (part.type === 'reasoning') {
      const delta = { reasoningContent: { signature: drawSignature(this.#exchange.random) } }
      return [event('reasoning', 'contentBlockDelta', { contentBlockIndex, delta }), stop]
    }
    // Without this, an empty text block would have only its end.
    return this.#hasDelta || part.type === 'tool-call' ? [stop] : [this.#deltaFrame('opening', ''), stop]
  }

  /** The API sends nothing to keep a stream open. */
  ping(): readonly Frame[] {
    return []
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    return [
      {
        ...event('finish', 'messageStop', { stopReason: stopReasonOf(reason, this.#exchange, this.#reply?.stopSequence) }),
        completes: true,
      },
      { ...event('terminal', 'metadata', this.#reply === undefined ? {} : accountOf(this.#reply, usage)), reportsUsage: true },
    ]
  }

  problem(problem: Problem): readonly Frame[] {
    return [exceptionFrame(problem, this.#exchange)]
  }

  #isHidden(part: OpenPart): boolean {
    return part.type === 'reasoning' && !this.#exchange.call.reasoning
  }

  #deltaFrame(role: FrameRole, text: string): Frame {
    return { type: 'frame', role, event: 'contentBlockDelta', data: this.#delta(text, paddingOf(text)) }
  }
}

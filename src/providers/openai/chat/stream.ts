import type { OpenPart } from '../../../engine/beat.ts'
import type { Frame, FrameRole } from '../../../engine/frame.ts'
import type { Problem } from '../../../engine/problem.ts'
import type { Exchange } from '../../../engine/provider.ts'
import type { FinishReason, Reply, Usage } from '../../../engine/reply.ts'
import type { StreamEncoder } from '../../encoding.ts'
import { jsonTemplate } from '../../framing/template.ts'
import { errorOf } from '../problem.ts'
import { envelopeOf, finishReasonOf, usageOf } from './body.ts'

/** Writes one stream of Chat Completions: chunks, then `[DONE]`. */
export class ChatStream implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #id: string
  #envelope: Readonly<Record<string, unknown>> = {}
  #delta: (...values: readonly unknown[]) => string = () => ''
  #calls = -1

  constructor(exchange: Exchange, id: string) {
    this.#exchange = exchange
    this.#id = id
  }

  start(reply: Reply): readonly Frame[] {
    this.#envelope = envelopeOf('chat.completion.chunk', this.#id, reply, this.#exchange)
    const content = reply.parts[0]?.type === 'tool-call' ? null : ''
    return [this.#chunk('opening', { role: 'assistant', content, refusal: null })]
  }

  open(part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call') this.#calls++
    this.#delta = jsonTemplate((text) => this.#payload(this.#deltaOf(text, part), null), 1)
    if (part.type !== 'tool-call') return []
    return [
      this.#chunk('opening', {
        tool_calls: [{ index: this.#calls, id: part.id, type: 'function', function: { name: part.name, arguments: '' } }],
      }),
    ]
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    return part.type === 'reasoning' ? [] : [{ type: 'frame', role: 'delta', data: this.#delta(text) }]
  }

  closePart(): readonly Frame[] {
    return []
  }

  ping(): readonly Frame[] {
    return [{ type: 'frame', role: 'ping', data: '', raw: ': ping\n\n' }]
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const wantsUsage = this.#exchange.call.streamUsage && usage !== undefined
    return [
      // Clients go by the finish reason; that [DONE] came, the SDK does not tell them.
      { ...this.#chunk('finish', {}, finishReasonOf(reason)), completes: true },
      ...(wantsUsage ? [this.#frame('finish', { ...this.#envelope, choices: [], usage: usageOf(usage) })] : []),
      { type: 'frame', role: 'terminal', data: '[DONE]' },
    ]
  }

  problem(problem: Problem): readonly Frame[] {
    return [this.#frame('problem', { error: errorOf(problem, this.#exchange) })]
  }

  #deltaOf(text: string, part: OpenPart): unknown {
    switch (part.type) {
      case 'text':
        return { content: text }
      case 'refusal':
        return { refusal: text }
      case 'tool-call':
        return { tool_calls: [{ index: this.#calls, function: { arguments: text } }] }
      case 'reasoning':
        return {}
    }
  }

  #payload(delta: unknown, finishReason: string | null): unknown {
    const usage = this.#exchange.call.streamUsage ? { usage: null } : {}
    return { ...this.#envelope, choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }], ...usage }
  }

  #chunk(role: FrameRole, delta: unknown, finishReason: string | null = null): Frame {
    return this.#frame(role, this.#payload(delta, finishReason))
  }

  #frame(role: FrameRole, payload: unknown): Frame {
    return { type: 'frame', role, data: JSON.stringify(payload) }
  }
}

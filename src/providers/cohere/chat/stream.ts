import { commentFrame, doneFrame, typedEvent } from '../../../kit.ts'
import type { OpenPart, Frame, Problem, Exchange, FinishReason, Reply, Usage, StreamEncoder } from '../../../kit.ts'
import { callOf, endOf, hasPlan } from './body.ts'
import { messageOf } from '../problem.ts'

const emptyMessage = { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] }

/** Writes one stream (https://docs.cohere.com/docs/streaming). Contents and tool calls are numbered separately. */
export class EventStream implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #id: string
  #isPlanned = false
  #stopSequence: string | undefined
  #contents = -1
  #calls = -1

  constructor(exchange: Exchange, id: string) {
    this.#exchange = exchange
    this.#id = id
  }

  start(reply: Reply): readonly Frame[] {
    this.#isPlanned = hasPlan(reply)
    this.#stopSequence = reply.stopSequence
    return [typedEvent('opening', { id: this.#id, type: 'message-start', delta: { message: emptyMessage } })]
  }

  open(part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call') {
      this.#calls++
      return [typedEvent('opening', { type: 'tool-call-start', index: this.#calls, delta: { message: { tool_calls: callOf(part, '') } } })]
    }
    const kind = this.#kindOf(part)
    if (kind !== 'text' && kind !== 'thinking') return []
    this.#contents++
    return [
      typedEvent('opening', { type: 'content-start', index: this.#contents, delta: { message: { content: { type: kind, [kind]: '' } } } }),
    ]
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    const kind = this.#kindOf(part)
    switch (kind) {
      case 'hidden':
        return []
      case 'call':
        return [
          typedEvent('delta', {
            type: 'tool-call-delta',
            index: this.#calls,
            delta: { message: { tool_calls: { function: { arguments: text } } } },
          }),
        ]
      case 'plan':
        return [typedEvent('delta', { type: 'tool-plan-delta', delta: { message: { tool_plan: text } } })]
      case 'text':
      case 'thinking': {
        const role = kind === 'text' ? 'delta' : 'reasoning'
        return [typedEvent(role, { type: 'content-delta', index: this.#contents, delta: { message: { content: { [kind]: text } } } })]
      }
    }
  }

  closePart(part: OpenPart): readonly Frame[] {
    switch (this.#kindOf(part)) {
      case 'hidden':
      case 'plan':
        return []
      case 'call':
        return [typedEvent('opening', { type: 'tool-call-end', index: this.#calls })]
      case 'text':
      case 'thinking':
        return [typedEvent('opening', { type: 'content-end', index: this.#contents })]
    }
  }

  ping(): readonly Frame[] {
    return [commentFrame()]
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const end = typedEvent('finish', { type: 'message-end', delta: endOf(reason, usage, this.#stopSequence) })
    return [{ ...end, completes: true, reportsUsage: true }, { ...doneFrame }]
  }

  /** A failed stream ends like others, with a different finish reason. */
  problem(problem: Problem): readonly Frame[] {
    const error = messageOf(problem, this.#exchange)
    return [typedEvent('problem', { type: 'message-end', delta: { error, finish_reason: 'ERROR' } })]
  }

  #kindOf({ type }: OpenPart): 'text' | 'thinking' | 'plan' | 'call' | 'hidden' {
    if (type === 'tool-call') return 'call'
    if (type === 'reasoning') return this.#exchange.call.reasoning ? 'thinking' : 'hidden'
    return this.#isPlanned ? 'plan' : 'text'
  }
}

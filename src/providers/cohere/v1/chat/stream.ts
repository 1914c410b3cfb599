import { jsonFrame } from '../../../../kit.ts'
import type {
  Exchange,
  FinishReason,
  Frame,
  FrameRole,
  OpenPart,
  Problem,
  Reply,
  ReplyPart,
  StreamEncoder,
  Usage,
} from '../../../../kit.ts'
import type { Ids } from '../../ids.ts'
import { messageOf } from '../../problem.ts'
import { bodyOfV1, callsIn, spoken } from './body.ts'

/**
 * Writes one stream (https://docs.cohere.com/v1/docs/streaming). Tool calls are sent as deltas, then once more completely. The last
 * event contains the complete reply.
 */
export class EventStreamV1 implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #ids: Ids
  readonly #said: ReplyPart[] = []
  #plans = false
  #calls = -1
  #text = ''

  constructor(exchange: Exchange, ids: Ids) {
    this.#exchange = exchange
    this.#ids = ids
  }

  start({ parts }: Reply): readonly Frame[] {
    this.#plans = parts.some(({ type }) => type === 'tool-call')
    return [event('opening', 'stream-start', { generation_id: this.#ids.reply })]
  }

  open(part: OpenPart): readonly Frame[] {
    this.#text = ''
    if (part.type !== 'tool-call') return []
    this.#calls++
    return [event('opening', 'tool-calls-chunk', { tool_call_delta: { index: this.#calls, name: part.name } })]
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    this.#text += text
    switch (part.type) {
      case 'reasoning':
        return []
      case 'tool-call':
        return [event('delta', 'tool-calls-chunk', { tool_call_delta: { index: this.#calls, parameters: text } })]
      case 'text':
      case 'refusal':
        return [event('delta', this.#plans ? 'tool-calls-chunk' : 'text-generation', { text })]
    }
  }

  closePart(part: OpenPart): readonly Frame[] {
    this.#said.push(part.type === 'tool-call' ? { ...part, arguments: this.#text } : { type: part.type, text: this.#text })
    return []
  }

  /** The API has no keep-alive event. */
  ping(): readonly Frame[] {
    return []
  }

  finish(finish: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const calls = callsIn(this.#said)
    return [
      ...(calls.length === 0 ? [] : [event('opening', 'tool-calls-generation', { text: spoken(this.#said), tool_calls: calls })]),
      { ...this.#end('terminal', finish, usage), completes: true, reportsUsage: true },
    ]
  }

  /** A failed stream ends like others, with a different finish reason. */
  problem(problem: Problem): readonly Frame[] {
    return [this.#end('problem', 'stop', undefined, { finish_reason: 'ERROR', error: messageOf(problem, this.#exchange) })]
  }

  #end(role: FrameRole, finish: FinishReason, usage: Usage | undefined, error: Readonly<Record<string, unknown>> = {}): Frame {
    const response = { ...bodyOfV1({ parts: this.#said, finish, usage }, this.#exchange, this.#ids), ...error }
    return jsonFrame(role, { is_finished: true, event_type: 'stream-end', response, finish_reason: response['finish_reason'] })
  }
}

function event(role: FrameRole, type: string, payload: Readonly<Record<string, unknown>>): Frame {
  return jsonFrame(role, { is_finished: false, event_type: type, ...payload })
}

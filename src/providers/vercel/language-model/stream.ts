import { doneFrame, jsonFrame, jsonTemplate } from '../../../kit.ts'
import type { Exchange, FinishReason, Frame, OpenPart, Problem, Reply, StreamEncoder, Usage } from '../../../kit.ts'
import type { Ids } from '../ids.ts'
import { errorOf } from '../problem.ts'
import { callOf, endOf, responseMetadata } from './body.ts'

/**
 * Writes one stream: the parts of a language model's stream, one per event (@ai-sdk/provider, `LanguageModelV4StreamPart`).
 * Texts and reasoning are numbered, tool inputs have the ID of their call.
 */
export class PartStream implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #ids: Ids
  #input = ''
  #delta: ((text: string) => string) | undefined

  constructor(exchange: Exchange, ids: Ids) {
    this.#exchange = exchange
    this.#ids = ids
  }

  start(reply: Reply): readonly Frame[] {
    return [
      jsonFrame('opening', { type: 'stream-start', warnings: [] }),
      jsonFrame('opening', { type: 'response-metadata', ...responseMetadata(this.#ids, reply.model, this.#exchange) }),
    ]
  }

  open(part: OpenPart, index: number): readonly Frame[] {
    if (this.#isHidden(part)) return []
    const id = idOf(part, index)
    this.#input = ''
    this.#delta = jsonTemplate((delta) => ({ type: `${kindOf(part)}-delta`, id, delta }), 1)
    const named = part.type === 'tool-call' ? { toolName: part.name } : {}
    return [jsonFrame('opening', { type: `${kindOf(part)}-start`, id, ...named })]
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    if (this.#isHidden(part)) return []
    if (part.type === 'tool-call') this.#input += text
    return [{ type: 'frame', role: part.type === 'reasoning' ? 'reasoning' : 'delta', data: this.#delta!(text) }]
  }

  closePart(part: OpenPart, index: number): readonly Frame[] {
    if (this.#isHidden(part)) return []
    const end = jsonFrame('opening', { type: `${kindOf(part)}-end`, id: idOf(part, index) })
    return part.type === 'tool-call' ? [end, jsonFrame('opening', callOf(part, this.#input))] : [end]
  }

  ping(): readonly Frame[] {
    return [jsonFrame('ping', { type: 'ping' })]
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const end = jsonFrame('finish', { type: 'finish', ...endOf(reason, usage, this.#ids, this.#exchange) })
    return [{ ...end, completes: true, reportsUsage: true }, { ...doneFrame }]
  }

  /** An error is an ordinary part of the stream, which ends after it (src/gateway-stream-errors.ts). */
  problem(problem: Problem): readonly Frame[] {
    return [jsonFrame('problem', { type: 'error', error: errorOf(problem, this.#exchange) })]
  }

  #isHidden({ type }: OpenPart): boolean {
    return type === 'reasoning' && !this.#exchange.call.reasoning
  }
}

function kindOf({ type }: OpenPart): 'text' | 'reasoning' | 'tool-input' {
  if (type === 'tool-call') return 'tool-input'
  return type === 'reasoning' ? 'reasoning' : 'text'
}

function idOf(part: OpenPart, index: number): string {
  return part.type === 'tool-call' ? part.id : `${kindOf(part)}-${index}`
}

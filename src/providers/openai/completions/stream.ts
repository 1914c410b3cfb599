import { commentFrame, doneFrame, jsonFrame, jsonTemplate } from '../../../kit.ts'
import type { Exchange, FinishReason, Frame, OpenPart, Problem, Reply, StreamEncoder, Usage } from '../../../kit.ts'
import { finishReasonOf, usageOf, type Payload } from '../chat/body.ts'
import { errorBodyOf, type Host } from '../host.ts'
import { envelopeOf } from './body.ts'

/** Writes one stream of completions: chunks of text, then `[DONE]`. A refusal is ordinary text, and reasoning is not shown. */
export class CompletionStream implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #host: Host
  readonly #id: string
  #envelope: Payload = {}
  #delta: ((text: string) => string) | undefined

  constructor(exchange: Exchange, host: Host, id: string) {
    this.#exchange = exchange
    this.#host = host
    this.#id = id
  }

  start(reply: Reply): readonly Frame[] {
    this.#envelope = envelopeOf(this.#id, reply, this.#exchange)
    this.#delta = jsonTemplate((text) => this.#chunk(text, null), 1)
    return []
  }

  open(): readonly Frame[] {
    return []
  }

  delta(text: string, { type }: OpenPart): readonly Frame[] {
    return type === 'text' || type === 'refusal' ? [{ type: 'frame', role: 'delta', data: this.#delta!(text) }] : []
  }

  closePart(): readonly Frame[] {
    return []
  }

  ping(): readonly Frame[] {
    return [commentFrame()]
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const told = usage !== undefined && this.#exchange.call.streamUsage
    return [
      { ...jsonFrame('finish', this.#chunk('', finishReasonOf(reason))), completes: true },
      ...(told ? [{ ...jsonFrame('finish', { ...this.#envelope, choices: [], usage: usageOf(usage) }), reportsUsage: true }] : []),
      { ...doneFrame },
    ]
  }

  problem(problem: Problem): readonly Frame[] {
    return [jsonFrame('problem', errorBodyOf(this.#host, problem, this.#exchange))]
  }

  #chunk(text: string, finish: string | null): Payload {
    return { ...this.#envelope, choices: [{ text, index: 0, logprobs: null, finish_reason: finish }] }
  }
}

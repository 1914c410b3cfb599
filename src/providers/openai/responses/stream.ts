import { commentFrame, typedEvent } from '../../../kit.ts'
import type { OpenPart, Frame, FrameRole, Problem, Exchange, FinishReason, Reply, Usage, StreamEncoder } from '../../../kit.ts'
import type { Host } from '../host.ts'
import { finishedState, responseOf } from './body.ts'
import { asksForObfuscation, obfuscationOf } from '../obfuscation.ts'
import type { ResponseIds } from './ids.ts'
import { bodyOf } from './asked.ts'
import type { ResponseKeeper } from './stored/keeper.ts'
import { displayOf, type ReasoningDisplay } from './reasoning.ts'
import { searchFrames, searchOf } from './web-search.ts'
import { contentOf, itemOf, type OutputItem } from './items.ts'

/** The events of a part: its start, each delta, and its end. */
const deltaEvents = {
  text: 'response.output_text',
  refusal: 'response.refusal',
  'tool-call': 'response.function_call_arguments',
  reasoning: 'response.reasoning_summary_text',
} as const

function eventOf(part: OpenPart): string {
  return 'isFreeText' in part ? 'response.custom_tool_call_input' : deltaEvents[part.type]
}

/** Writes one stream of Responses: typed and numbered events. The last one contains the complete response. */
export class ResponsesStream implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #host: Host
  readonly #ids: ResponseIds
  readonly #keeper: ResponseKeeper | undefined
  readonly #output: OutputItem[] = []
  #reply: Reply | undefined
  #pieces: string[] = []
  readonly #isPadded: boolean
  readonly #display: ReasoningDisplay
  #sequence = 0
  /** How many items precede the parts of the reply. */
  #before = 0

  /** @param keeper stores the response. Default: it is not stored, or already is */
  constructor(exchange: Exchange, host: Host, ids: ResponseIds, keeper?: ResponseKeeper) {
    this.#keeper = keeper
    this.#exchange = exchange
    this.#host = host
    this.#display = displayOf(exchange)
    this.#ids = ids
    this.#isPadded = host.obfuscates === true && asksForObfuscation(exchange.request)
  }

  start(reply: Reply): readonly Frame[] {
    this.#reply = reply
    this.#keeper?.started(reply)
    const isBackground = bodyOf(this.#exchange).background === true
    const opening = (name: string, status: 'queued' | 'in_progress'): Frame =>
      this.#event('opening', name, { response: responseOf(this.#ids.response, reply, [], { status }, this.#exchange) })
    return [
      opening('response.created', isBackground ? 'queued' : 'in_progress'),
      ...(isBackground ? [opening('response.queued', 'queued')] : []),
      opening('response.in_progress', 'in_progress'),
      ...this.#search(),
    ]
  }

  open(part: OpenPart, index: number): readonly Frame[] {
    this.#pieces = []
    const at = this.#place(part, index)
    const added = this.#event('opening', 'response.output_item.added', {
      output_index: this.#before + index,
      item: itemOf(at.item_id, part, undefined, this.#display),
    })
    switch (part.type) {
      case 'tool-call':
        return [added]
      case 'reasoning':
        return this.#display.isShown
          ? [added, this.#event('reasoning', 'response.reasoning_summary_part.added', { ...at, part: { type: 'summary_text', text: '' } })]
          : [added]
      case 'text':
      case 'refusal':
        return [added, this.#event('opening', 'response.content_part.added', { ...at, part: contentOf(part, '') })]
    }
  }

  delta(text: string, part: OpenPart, index: number): readonly Frame[] {
    this.#pieces.push(text)
    if (part.type === 'reasoning' && !this.#display) return []
    const logprobs = part.type === 'text' ? { logprobs: [] } : {}
    const padding = this.#isPadded ? { obfuscation: obfuscationOf(text) } : {}
    return [
      this.#event(part.type === 'reasoning' ? 'reasoning' : 'delta', `${eventOf(part)}.delta`, {
        ...this.#place(part, index),
        delta: text,
        ...logprobs,
        ...padding,
      }),
    ]
  }

  closePart(part: OpenPart, index: number): readonly Frame[] {
    const at = this.#place(part, index)
    const text = this.#pieces.join('')
    const item = itemOf(at.item_id, part, text, this.#display)
    this.#output.push(item)
    // Numbered when it is created, so it is created last.
    const done = (): Frame => this.#event('opening', 'response.output_item.done', { output_index: this.#before + index, item })
    const told = `${eventOf(part)}.done`
    switch (part.type) {
      case 'tool-call':
        return [this.#event('opening', told, { ...at, ...(part.isFreeText === true ? { input: text } : { arguments: text }) }), done()]
      case 'reasoning':
        return this.#display.isShown
          ? [
              this.#event('reasoning', told, { ...at, text }),
              this.#event('reasoning', 'response.reasoning_summary_part.done', { ...at, part: { type: 'summary_text', text } }),
              done(),
            ]
          : [done()]
      case 'refusal':
        return [
          this.#event('opening', told, { ...at, refusal: text }),
          this.#event('opening', 'response.content_part.done', { ...at, part: contentOf(part, text) }),
          done(),
        ]
      case 'text':
        return [
          this.#event('opening', told, { ...at, text, logprobs: [] }),
          this.#event('opening', 'response.content_part.done', { ...at, part: contentOf(part, text) }),
          done(),
        ]
    }
  }

  ping(): readonly Frame[] {
    return [commentFrame()]
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    this.#keeper?.finished(this.#reply!)
    const state = finishedState(reason, usage)
    const response = responseOf(this.#ids.response, this.#reply!, this.#output, state, this.#exchange)
    return [{ ...this.#event('terminal', `response.${state.status}`, { response }), completes: true, reportsUsage: true }]
  }

  /** The API opens the response, reports an error, then reports that the response has failed. The SDK throws at the error. */
  problem(problem: Problem, reply: Reply): readonly Frame[] {
    const opening = this.#reply === undefined ? this.start(reply) : []
    const error = this.#host.errorOf(problem, this.#exchange)
    const code = String(error.code ?? error.type)
    const response = responseOf(
      this.#ids.response,
      reply,
      this.#output,
      { status: 'failed', error: { code, message: error.message } },
      this.#exchange,
    )
    return [
      ...opening,
      this.#event('problem', 'error', { error: { ...error, code } }),
      this.#event('problem', 'response.failed', { response }),
    ]
  }

  #search(): readonly Frame[] {
    const search = searchOf(this.#exchange, this.#ids)
    if (search === undefined) return []
    this.#output.push(search)
    this.#before = 1
    return searchFrames(search, (type, payload) => this.#event('opening', type, payload))
  }

  #place(part: OpenPart, index: number): { item_id: string; output_index: number; content_index?: number; summary_index?: number } {
    const place = { item_id: this.#ids.itemOf(part, this.#before + index), output_index: this.#before + index }
    if (part.type === 'tool-call') return place
    return part.type === 'reasoning' ? { ...place, summary_index: 0 } : { ...place, content_index: 0 }
  }

  #event(role: FrameRole, type: string, payload: Readonly<Record<string, unknown>>): Frame {
    return typedEvent(role, { type, sequence_number: this.#sequence++, ...payload })
  }
}

import type { Exchange, FinishReason, Frame, OpenPart, Problem, StreamEncoder, Usage } from '../../../kit.ts'
import type { Host } from '../host.ts'
import { askedOf, isSpoken, type AskedResponse } from './asked.ts'
import { cancelled, finishedState, inProgress, realtimeResponse, type RealtimeState } from './response.ts'
import { silence } from './silence.ts'
import { sessionOf, type KeptItem, type RealtimeSession } from './session.ts'

/** Writes one Realtime response: its items join the conversation when they open, and the last event contains all of it. */
export class RealtimeStream implements StreamEncoder {
  readonly id: string
  readonly #host: Host
  readonly #exchange: Exchange
  readonly #session: RealtimeSession
  readonly #asked: AskedResponse
  readonly #isSpoken: boolean
  readonly #output: KeptItem[] = []
  #pieces: string[] = []
  #itemId = ''

  constructor(exchange: Exchange, host: Host) {
    this.id = `resp_${exchange.random.id(21)}`
    this.#host = host
    this.#exchange = exchange
    this.#session = sessionOf(exchange.request.connection)
    this.#asked = askedOf(exchange.request.text) ?? { session: this.#session.config, response: {}, items: [] }
    this.#isSpoken = isSpoken(this.#asked)
  }

  start(): readonly Frame[] {
    if (this.#joins) this.#session.active = this
    return [this.#event('opening', 'response.created', { response: this.#response(inProgress, undefined) }), this.#rateLimits()]
  }

  open(part: OpenPart): readonly Frame[] {
    this.#pieces = []
    if (part.type === 'reasoning') return []
    this.#itemId = this.#session.nameItem()
    const item = { ...this.#itemOf(part, ''), status: 'in_progress' }
    const added = [
      this.#event('opening', 'response.output_item.added', { ...this.#place, item }),
      ...(this.#joins ? [this.#event('opening', 'conversation.item.added', { previous_item_id: this.#previous, item })] : []),
    ]
    if (part.type === 'tool-call') return added
    const empty = this.#isSpoken ? { type: 'audio', transcript: '' } : { type: 'text', text: '' }
    return [...added, this.#event('opening', 'response.content_part.added', { ...this.#placeOfWords, part: empty })]
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    this.#pieces.push(text)
    if (part.type === 'reasoning') return []
    if (part.type === 'tool-call')
      return [this.#event('delta', 'response.function_call_arguments.delta', { ...this.#placeOfItem, call_id: part.id, delta: text })]
    if (!this.#isSpoken) return [this.#event('delta', 'response.output_text.delta', { ...this.#placeOfWords, delta: text })]
    return [
      this.#event('delta', 'response.output_audio_transcript.delta', { ...this.#placeOfWords, delta: text }),
      this.#event('opening', 'response.output_audio.delta', { ...this.#placeOfWords, delta: silence(this.#session.config) }),
    ]
  }

  closePart(part: OpenPart): readonly Frame[] {
    if (part.type === 'reasoning') return []
    const text = this.#pieces.join('')
    const item = this.#itemOf(part, text)
    const previous = this.#previous
    this.#output.push(item)
    if (this.#joins) this.#session.items.push(item)
    return [
      ...(part.type === 'tool-call' ? [this.#argumentsDone(part, text)] : this.#wordsDone(text)),
      ...(this.#joins ? [this.#event('opening', 'conversation.item.done', { previous_item_id: previous, item })] : []),
      this.#event('opening', 'response.output_item.done', { ...this.#place, output_index: this.#output.length - 1, item }),
    ]
  }

  ping(): readonly Frame[] {
    return [{ type: 'frame', role: 'ping', data: '' }]
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    return [{ ...this.#done(finishedState(reason), usage, 'terminal'), completes: true, reportsUsage: true }]
  }

  /** The response ends as failed, with the reason (openai, resources/realtime/realtime.ts, `RealtimeResponseStatus`). */
  problem(problem: Problem): readonly Frame[] {
    const { type, code, message } = this.#host.errorOf(problem, this.#exchange)
    return [this.#done({ status: 'failed', details: { type: 'failed', error: { type, code, message } } }, undefined, 'problem')]
  }

  /** The events for a problem before the response starts: a response that fails immediately or, for a wrong request, none. */
  refusal(problem: Problem): readonly Frame[] {
    const isWrong = problem.kind === 'bad-request' || problem.kind === 'unprocessable'
    if (!isWrong) return [...this.start(), ...this.problem(problem)]
    this.#ends()
    const error = { ...this.#host.errorOf(problem, this.#exchange), event_id: null }
    return [this.#event('problem', 'error', { error })]
  }

  /** The client cancels the rest. The generated part stays in the conversation. */
  cancel(): Frame {
    return this.#done(cancelled, undefined, 'terminal')
  }

  #done(state: RealtimeState, usage: Usage | undefined, role: 'terminal' | 'problem'): Frame {
    this.#ends()
    return this.#event(role, 'response.done', { response: this.#response(state, usage) })
  }

  #ends(): void {
    if (this.#joins) this.#session.active = undefined
  }

  /** Whether its items become part of the conversation. */
  get #joins(): boolean {
    return this.#asked.response.conversation !== 'none'
  }

  #response(state: RealtimeState, usage: Usage | undefined): unknown {
    return realtimeResponse(this.id, this.#session, this.#asked, state, this.#output, usage)
  }

  #rateLimits(): Frame {
    const rate_limits = (['requests', 'tokens'] as const).map((name) => {
      const { limit, remaining, resetIn } = this.#exchange.limits[name]
      return { name, limit, remaining, reset_seconds: resetIn / 1_000 }
    })
    return this.#event('opening', 'rate_limits.updated', { rate_limits })
  }

  #itemOf(part: Exclude<OpenPart, { type: 'reasoning' }>, text: string): KeptItem {
    const kept = { id: this.#itemId, object: 'realtime.item', status: 'completed' } as const
    if (part.type === 'tool-call') return { ...kept, type: 'function_call', name: part.name, call_id: part.id, arguments: text }
    return { ...kept, type: 'message', role: 'assistant', content: text === '' ? [] : [this.#contentOf(text)] }
  }

  #contentOf(text: string): { readonly type: string; readonly text?: string; readonly transcript?: string } {
    return this.#isSpoken ? { type: 'output_audio', transcript: text } : { type: 'output_text', text }
  }

  #argumentsDone({ id, name }: Extract<OpenPart, { type: 'tool-call' }>, text: string): Frame {
    return this.#event('opening', 'response.function_call_arguments.done', {
      ...this.#placeOfItem,
      output_index: this.#output.length - 1,
      call_id: id,
      name,
      arguments: text,
    })
  }

  #wordsDone(text: string): readonly Frame[] {
    const at = { ...this.#placeOfWords, output_index: this.#output.length - 1 }
    if (!this.#isSpoken)
      return [
        this.#event('opening', 'response.output_text.done', { ...at, text }),
        this.#event('opening', 'response.content_part.done', { ...at, part: { type: 'text', text } }),
      ]
    return [
      this.#event('opening', 'response.output_audio.done', at),
      this.#event('opening', 'response.output_audio_transcript.done', { ...at, transcript: text }),
      this.#event('opening', 'response.content_part.done', { ...at, part: { type: 'audio', transcript: text } }),
    ]
  }

  get #previous(): string | null {
    return this.#session.items.at(-1)?.id ?? null
  }

  get #place(): { readonly response_id: string; readonly output_index: number } {
    return { response_id: this.id, output_index: this.#output.length }
  }

  get #placeOfItem(): { readonly response_id: string; readonly output_index: number; readonly item_id: string } {
    return { ...this.#place, item_id: this.#itemId }
  }

  get #placeOfWords(): Readonly<Record<string, unknown>> {
    return { ...this.#placeOfItem, content_index: 0 }
  }

  #event(role: Frame['role'], type: string, payload: Readonly<Record<string, unknown>>): Frame {
    return this.#session.event(role, type, payload)
  }
}

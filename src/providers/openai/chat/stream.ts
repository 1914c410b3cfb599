import { commentFrame, doneFrame, jsonFrame, jsonTemplate } from '../../../kit.ts'
import type { OpenPart, Frame, FrameRole, Problem, Exchange, FinishReason, Reply, Usage, StreamEncoder } from '../../../kit.ts'
import { callOf, type Payload } from './body.ts'
import { asksForObfuscation, obfuscationOf } from '../obfuscation.ts'
import type { ChatFlavor } from './flavor.ts'

/** Writes one stream of Chat Completions: chunks, then `[DONE]`. */
export class ChatStream implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #flavor: ChatFlavor
  readonly #ids: { readonly id: string; readonly requestId: string }
  #reply: Reply | undefined
  #envelope: Payload = {}
  #delta: ((...values: readonly string[]) => string) | undefined
  #said = 0
  readonly #isPadded: boolean
  #calls = -1
  #arguments = ''

  constructor(exchange: Exchange, flavor: ChatFlavor, ids: { readonly id: string; readonly requestId: string }) {
    this.#exchange = exchange
    this.#flavor = flavor
    this.#ids = ids
    this.#isPadded = flavor.obfuscates === true && asksForObfuscation(exchange.request)
  }

  start(reply: Reply): readonly Frame[] {
    this.#reply = reply
    this.#envelope = this.#envelopeOf(reply)
    return [
      ...this.#flavor.leadingChunks(this.#exchange).map((payload) => jsonFrame('opening', payload)),
      this.#chunk('opening', { role: 'assistant', ...this.#flavor.firstDelta(reply) }),
    ]
  }

  open(part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call') this.#calls++
    this.#delta = this.#templateOf(part)
    if (part.type !== 'tool-call' || this.#flavor.wholeToolCalls) return []
    return [this.#chunk('opening', this.#callOf(part, ''))]
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call' && this.#flavor.wholeToolCalls) {
      this.#arguments += text
      return []
    }
    if (this.#delta === undefined) return []
    this.#said += text.length
    return [{ type: 'frame', role: part.type === 'reasoning' ? 'reasoning' : 'delta', data: this.#delta(text, obfuscationOf(text)) }]
  }

  closePart(part: OpenPart): readonly Frame[] {
    if (part.type !== 'tool-call' || !this.#flavor.wholeToolCalls) return []
    const text = this.#arguments
    this.#arguments = ''
    return [this.#chunk('delta', this.#callOf(part, text))]
  }

  ping(): readonly Frame[] {
    return [commentFrame(this.#flavor.keepAlive)]
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const { usagePlace, lastChunkFields } = this.#flavor
    const told = usage === undefined ? undefined : this.#flavor.usage(usage, this.#exchange)
    const last = told !== undefined && usagePlace === 'last-chunk' ? { usage: told, ...lastChunkFields(told, this.#ids.requestId) } : {}
    const isOwn = usagePlace === 'own-chunk' || (usagePlace === 'if-asked' && this.#exchange.call.streamUsage)
    return [
      // Clients go by the finish reason; that [DONE] came, the SDK does not tell them.
      {
        ...jsonFrame('finish', { ...this.#payload(this.#flavor.lastDelta, reason), ...last }),
        completes: true,
        reportsUsage: 'usage' in last,
      },
      ...(told !== undefined && isOwn
        ? [
            {
              ...jsonFrame('finish', {
                ...this.#envelope,
                choices: this.#flavor.usageChoices,
                usage: told,
                ...this.#padded(obfuscationOf('')),
              }),
              reportsUsage: true,
            },
          ]
        : []),
      ...this.#flavor.trailingChunks(this.#exchange, this.#said).map((payload) => jsonFrame('finish', payload)),
      { ...doneFrame },
    ]
  }

  problem(problem: Problem, reply: Reply): readonly Frame[] {
    return [jsonFrame('problem', this.#flavor.streamError(problem, this.#exchange, this.#envelopeOf(reply)))]
  }

  #envelopeOf(reply: Reply): Payload {
    return this.#flavor.envelope('chat.completion.chunk', this.#ids.id, reply, this.#exchange)
  }

  #templateOf(part: OpenPart): ((...values: readonly string[]) => string) | undefined {
    const { delta } = this.#flavor
    if (delta('', part, this.#calls, this.#exchange) === undefined) return undefined
    return jsonTemplate((text, padding) => this.#payload(delta(text, part, this.#calls, this.#exchange) ?? {}, null, padding), 2)
  }

  #callOf(part: Extract<OpenPart, { type: 'tool-call' }>, text: string): Payload {
    return {
      tool_calls: [{ index: this.#calls, id: this.#flavor.callId(part.id), ...callOf(part, text) }],
    }
  }

  #payload(delta: Payload, finish: FinishReason | null, padding = obfuscationOf('')): Payload {
    const usage = this.#flavor.usagePlace === 'if-asked' && this.#exchange.call.streamUsage ? { usage: null } : {}
    return {
      ...this.#envelope,
      choices: [this.#flavor.choice({ delta }, finish, this.#reply!, this.#exchange)],
      ...usage,
      ...this.#padded(padding),
    }
  }

  #padded(padding: string): Payload {
    return this.#isPadded ? { obfuscation: padding } : {}
  }

  #chunk(role: FrameRole, delta: Payload): Frame {
    return jsonFrame(role, this.#payload(delta, null))
  }
}

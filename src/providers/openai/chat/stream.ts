import { commentFrame, doneFrame, jsonFrame, jsonTemplate } from '../../../kit.ts'
import type { OpenPart, Frame, FrameRole, Problem, Exchange, FinishReason, Reply, Usage, StreamEncoder } from '../../../kit.ts'
import { callOf, type Payload } from './body.ts'
import { asksForObfuscation, obfuscationOf } from '../obfuscation.ts'
import type { ChatFlavor } from './flavor.ts'
import { logprobsOf, samplingOf, usageOfAll, type Sampling } from './sampling.ts'

/** The fields next to a chunk's delta: the number of its choice, padding, log probabilities. */
interface ChoiceFields {
  readonly index: number
  readonly padding?: string | undefined
  readonly logprobs?: Payload
}

type Template = ReturnType<typeof jsonTemplate>

/** Writes one stream of Chat Completions: chunks, then `[DONE]`. */
export class ChatStream implements StreamEncoder {
  readonly #exchange: Exchange
  readonly #flavor: ChatFlavor
  readonly #ids: { readonly id: string; readonly requestId: string }
  #reply: Reply | undefined
  #envelope: Payload = {}
  readonly #sampling: Sampling
  /** How the deltas of the open part are written, for each choice. `undefined` if the format does not have them. */
  #templates: readonly Template[] | undefined
  #said = 0
  readonly #isPadded: boolean
  #calls = -1
  #arguments = ''

  constructor(exchange: Exchange, flavor: ChatFlavor, ids: { readonly id: string; readonly requestId: string }) {
    this.#exchange = exchange
    this.#flavor = flavor
    this.#ids = ids
    this.#isPadded = flavor.obfuscates === true && asksForObfuscation(exchange.request)
    this.#sampling = samplingOf(exchange)
  }

  start(reply: Reply): readonly Frame[] {
    this.#reply = reply
    this.#envelope = this.#envelopeOf(reply)
    return [
      ...this.#flavor.leadingChunks(this.#exchange).map((payload) => jsonFrame('opening', payload)),
      ...this.#chunks('opening', { role: 'assistant', ...this.#flavor.firstDelta(reply) }),
    ]
  }

  open(part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call') this.#calls++
    this.#templates = this.#templatesOf(part)
    if (part.type !== 'tool-call' || this.#flavor.wholeToolCalls) return []
    return this.#chunks('opening', this.#callOf(part, ''))
  }

  delta(text: string, part: OpenPart): readonly Frame[] {
    if (part.type === 'tool-call' && this.#flavor.wholeToolCalls) {
      this.#arguments += text
      return []
    }
    const templates = this.#templates
    if (templates === undefined) return []
    this.#said += text.length
    const role = part.type === 'reasoning' ? 'reasoning' : 'delta'
    const { alternatives } = this.#sampling
    if (alternatives !== undefined && part.type === 'text')
      return this.#eachChoice((index) => {
        const more = { index, padding: obfuscationOf(text), logprobs: logprobsOf(text, alternatives) }
        return jsonFrame(role, this.#payloadOf(text, part, more))
      })
    const { id, created } = this.#envelope
    return templates.map((write) => ({ type: 'frame', role, data: write(text, obfuscationOf(text), id, created) }))
  }

  closePart(part: OpenPart): readonly Frame[] {
    if (part.type !== 'tool-call' || !this.#flavor.wholeToolCalls) return []
    const text = this.#arguments
    this.#arguments = ''
    return this.#chunks('delta', this.#callOf(part, text))
  }

  ping(): readonly Frame[] {
    return [commentFrame(this.#flavor.keepAlive)]
  }

  finish(reason: FinishReason, usage: Usage | undefined): readonly Frame[] {
    const { usagePlace, lastChunkFields } = this.#flavor
    const told = usage === undefined ? undefined : this.#flavor.usage(usageOfAll(usage, this.#sampling), this.#exchange)
    const last = told !== undefined && usagePlace === 'last-chunk' ? { usage: told, ...lastChunkFields(told, this.#ids.requestId) } : {}
    const isOwn = usagePlace === 'own-chunk' || (usagePlace === 'if-asked' && this.#exchange.call.streamUsage)
    return [
      // Clients rely on the finish reason: the SDK does not report [DONE].
      ...this.#eachChoice((index) => ({
        ...jsonFrame('finish', { ...this.#payload(this.#flavor.lastDelta, reason, { index }), ...last }),
        completes: index === this.#sampling.choices - 1,
        reportsUsage: 'usage' in last,
      })),
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

  #templatesOf(part: OpenPart): readonly Template[] | undefined {
    if (this.#flavor.delta('', part, this.#calls, this.#exchange) === undefined) return undefined
    // These differ from stream to stream.
    const own = (['id', 'created'] as const).filter((name) => this.#envelope[name] !== undefined)
    return Array.from({ length: this.#sampling.choices }, (_, index) =>
      jsonTemplate((text, padding, id, created) => {
        const payload = this.#payloadOf(text, part, { index, padding })
        return { ...payload, ...Object.fromEntries(own.map((name) => [name, { id, created }[name]])) }
      }, 4),
    )
  }

  #payloadOf(text: string, part: OpenPart, more: ChoiceFields): Payload {
    return this.#payload(this.#flavor.delta(text, part, this.#calls, this.#exchange) ?? {}, null, more)
  }

  #callOf(part: Extract<OpenPart, { type: 'tool-call' }>, text: string): Payload {
    return {
      tool_calls: [{ index: this.#calls, id: this.#flavor.callId(part.id), ...callOf(part, text) }],
    }
  }

  #payload(delta: Payload, finish: FinishReason | null, { index, padding = obfuscationOf(''), logprobs }: ChoiceFields): Payload {
    const usage = this.#flavor.usagePlace === 'if-asked' && this.#exchange.call.streamUsage ? { usage: null } : {}
    const choice = this.#flavor.choice({ delta }, finish, this.#reply!, this.#exchange)
    return {
      ...this.#envelope,
      choices: [{ ...choice, ...(logprobs === undefined ? {} : { logprobs }), index }],
      ...usage,
      ...this.#padded(padding),
    }
  }

  #padded(padding: string): Payload {
    return this.#isPadded ? { obfuscation: padding } : {}
  }

  /** A frame for each choice. */
  #eachChoice(frameOf: (index: number) => Frame): readonly Frame[] {
    return Array.from({ length: this.#sampling.choices }, (_, index) => frameOf(index))
  }

  #chunks(role: FrameRole, delta: Payload): readonly Frame[] {
    return this.#eachChoice((index) => jsonFrame(role, this.#payload(delta, null, { index })))
  }
}

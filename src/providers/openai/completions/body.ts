import type { Exchange, GatheredReply, Reply } from '../../../kit.ts'
import { finishReasonOf, usageOf, type Payload } from '../chat/body.ts'

/** The common fields of a completion and its chunks. */
export function envelopeOf(id: string, reply: Reply, { date }: Exchange): Payload {
  return { id, object: 'text_completion', created: Math.floor(date / 1_000), model: reply.model, system_fingerprint: reply.fingerprint }
}

/** A completion. */
export function completionBody({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, id: string): Payload {
  const text = parts.map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : '')).join('')
  return {
    ...envelopeOf(id, reply, exchange),
    choices: [{ text, index: 0, logprobs: null, finish_reason: finishReasonOf(finish) }],
    ...(usage === undefined ? {} : { usage: usageOf(usage) }),
  }
}

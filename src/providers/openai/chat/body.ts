import type { FinishReason, Reply, ReplyPart, Usage } from '../../../engine/reply.ts'
import type { Exchange } from '../../../engine/provider.ts'
import type { GatheredReply } from '../../encoding.ts'

const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
  refusal: 'stop',
}

export function finishReasonOf(finish: FinishReason): string {
  return finishReasons[finish]
}

export function usageOf(usage: Usage): unknown {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedInputTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

/** What a completion and each of its chunks have in common. */
export function envelopeOf(object: string, id: string, reply: Reply, { date }: Exchange): Readonly<Record<string, unknown>> {
  return {
    id,
    object,
    created: Math.floor(date / 1_000),
    model: reply.model,
    service_tier: reply.serviceTier ?? 'default',
    system_fingerprint: reply.fingerprint,
  }
}

function joined(parts: readonly ReplyPart[], type: 'text' | 'refusal'): string | null {
  const texts = parts.flatMap((part) => (part.type === type ? [part.text] : []))
  return texts.length === 0 ? null : texts.join('')
}

/** The body of a completion. */
export function completionOf({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, id: string): unknown {
  const calls = parts.flatMap((part) =>
    part.type === 'tool-call' ? [{ id: part.id, type: 'function', function: { name: part.name, arguments: part.arguments } }] : [],
  )
  const message = {
    role: 'assistant',
    content: joined(parts, 'text'),
    refusal: joined(parts, 'refusal'),
    annotations: [],
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  }
  return {
    ...envelopeOf('chat.completion', id, reply, exchange),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReasonOf(finish) }],
    ...(usage === undefined ? {} : { usage: usageOf(usage) }),
  }
}

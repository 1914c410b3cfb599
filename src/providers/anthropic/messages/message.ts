import type { FinishReason, Reply, Usage } from '../../../kit.ts'
import type { Ids } from '../ids.ts'

const stopReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
  refusal: 'refusal',
}

/** Why the model stopped, as the end of a message and of a stream tell it. Nobody names policy a refusal follows. */
export function stopOf(finish: FinishReason, stopSequence?: string): Record<string, unknown> {
  const reason = stopSequence !== undefined && finish === 'stop' ? 'stop_sequence' : stopReasons[finish]
  return {
    stop_reason: reason,
    stop_sequence: reason === 'stop_sequence' ? stopSequence : null,
    stop_details: reason === 'refusal' ? { type: 'refusal', category: null, explanation: null } : null,
  }
}

/** Before the model has stopped. */
export const notStopped = { stop_reason: null, stop_sequence: null, stop_details: null }

/** A message around its content. Without usage where the provider leaves that out. */
export function messageOf(
  reply: Reply,
  ids: Ids,
  content: readonly unknown[],
  stop: Record<string, unknown>,
  usage: Record<string, unknown> | undefined,
  container: unknown = null,
): Record<string, unknown> {
  return {
    model: reply.model,
    id: ids.message,
    type: 'message',
    role: 'assistant',
    content,
    ...stop,
    ...(usage === undefined ? {} : { usage }),
    container,
    diagnostics: null,
  }
}

/** Tokens that came from the cache are not among the input tokens, other than OpenAI counts them. */
function inputOf({ inputTokens, cachedInputTokens }: Usage): Record<string, number> {
  return {
    input_tokens: Math.max(0, inputTokens - cachedInputTokens),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cachedInputTokens,
  }
}

function detailsOf({ reasoningTokens }: Usage): Record<string, number> {
  return { thinking_tokens: reasoningTokens }
}

/** The usage of a whole message. */
export function messageUsage(usage: Usage, hosted: unknown = null): Record<string, unknown> {
  return {
    ...inputOf(usage),
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: usage.outputTokens,
    output_tokens_details: detailsOf(usage),
    server_tool_use: hosted,
    service_tier: 'standard',
    inference_geo: 'not_available',
    speed: 'standard',
  }
}

/** The usage at the start of a stream: the prompt is counted, and the first token is out. */
export function startingUsage(usage: Usage): Record<string, unknown> {
  return messageUsage({ ...usage, outputTokens: Math.min(1, usage.outputTokens), reasoningTokens: 0 })
}

/** The usage at the end of a stream: cumulative, without what has not changed. */
export function finalUsage(usage: Usage, hosted: unknown): Record<string, unknown> {
  return { ...inputOf(usage), output_tokens: usage.outputTokens, output_tokens_details: detailsOf(usage), server_tool_use: hosted }
}

import type { FinishReason, Reply, Usage } from '../../../kit.ts'
import type { Ids } from '../ids.ts'

const stopReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
  refusal: 'refusal',
}

/** The stop reason at the end of a message or a stream. A refusal never names its policy. */
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

/** A message with its content. Without usage if the provider omits it. */
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

/** Cached tokens are not part of the input tokens, unlike with OpenAI. */
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

/** The usage of a complete message. */
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

/** The usage at the start of a stream: the prompt is counted, and one output token. */
export function startingUsage(usage: Usage): Record<string, unknown> {
  return messageUsage({ ...usage, outputTokens: Math.min(1, usage.outputTokens), reasoningTokens: 0 })
}

/** The usage at the end of a stream: cumulative, only with changed values. */
export function finalUsage(usage: Usage, hosted: unknown): Record<string, unknown> {
  return { ...inputOf(usage), output_tokens: usage.outputTokens, output_tokens_details: detailsOf(usage), server_tool_use: hosted }
}

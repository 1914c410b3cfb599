import type { FinishReason, Usage } from '../../../kit.ts'
import { isSpoken, type AskedResponse } from './asked.ts'
import type { RealtimeSession } from './session.ts'

/** The state of a Realtime response: its `status` and `status_details`. */
export interface RealtimeState {
  readonly status: 'in_progress' | 'completed' | 'cancelled' | 'failed' | 'incomplete'
  readonly details: Readonly<Record<string, unknown>> | null
}

export const inProgress: RealtimeState = { status: 'in_progress', details: null }
export const cancelled: RealtimeState = { status: 'cancelled', details: { type: 'cancelled', reason: 'client_cancelled' } }

const incompleteReasons: Partial<Record<FinishReason, string>> = { length: 'max_output_tokens', 'content-filter': 'content_filter' }

/** The state of a complete response. */
export function finishedState(finish: FinishReason): RealtimeState {
  const reason = incompleteReasons[finish]
  if (reason === undefined) return { status: 'completed', details: { type: 'completed' } }
  return { status: 'incomplete', details: { type: 'incomplete', reason } }
}

function usageOf(usage: Usage): unknown {
  const { inputTokens, outputTokens, cachedInputTokens } = usage
  return {
    total_tokens: inputTokens + outputTokens,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    input_token_details: { text_tokens: inputTokens, audio_tokens: 0, image_tokens: 0, cached_tokens: cachedInputTokens },
    output_token_details: { text_tokens: outputTokens, audio_tokens: 0 },
  }
}

/** A response object with its state (openai, resources/realtime/realtime.ts, `RealtimeResponse`). */
export function realtimeResponse(
  id: string,
  session: RealtimeSession,
  asked: AskedResponse,
  { status, details }: RealtimeState,
  output: readonly unknown[],
  usage: Usage | undefined,
): unknown {
  const { response } = asked
  return {
    object: 'realtime.response',
    id,
    status,
    status_details: details,
    output,
    ...(response.conversation === 'none' ? {} : { conversation_id: session.conversation }),
    output_modalities: [isSpoken(asked) ? 'audio' : 'text'],
    max_output_tokens: response.max_output_tokens ?? session.config.max_output_tokens,
    usage: usage === undefined ? null : usageOf(usage),
    metadata: response.metadata ?? null,
  }
}

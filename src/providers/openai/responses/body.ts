import type { Call, Exchange, FinishReason, GatheredReply, Reply, Usage } from '../../../kit.ts'
import { bodyOf, conversationIdOf } from './asked.ts'
import { echoesOf } from './echoes.ts'
import { tierOf } from '../tier.ts'
import type { ResponseIds } from './ids.ts'
import { outputOf, type OutputItem } from './items.ts'
import { displayOf } from './reasoning.ts'
import { searchOf } from './web-search.ts'

/** The state of a response. */
export type ResponseState =
  | { readonly status: 'queued' | 'in_progress' | 'cancelled' }
  | { readonly status: 'failed'; readonly error: { readonly code: string; readonly message: string } }
  | { readonly status: 'completed' | 'incomplete'; readonly finish: FinishReason; readonly usage: Usage | undefined }

const incompleteReasons: Partial<Record<FinishReason, string>> = { length: 'max_output_tokens', 'content-filter': 'content_filter' }

/** The state of a finished response. */
export function finishedState(finish: FinishReason, usage: Usage | undefined): ResponseState {
  return { status: incompleteReasons[finish] === undefined ? 'completed' : 'incomplete', finish, usage }
}

function usageOf(usage: Usage): unknown {
  return {
    input_tokens: usage.inputTokens,
    input_tokens_details: { cached_tokens: usage.cachedInputTokens, cache_write_tokens: 0 },
    output_tokens: usage.outputTokens,
    output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    total_tokens: usage.inputTokens + usage.outputTokens,
  }
}

function formatOf({ output }: Call): unknown {
  if (output === undefined) return { type: 'text' }
  return output.schema === undefined
    ? { type: 'json_object' }
    : { type: 'json_schema', name: output.name, schema: output.schema, strict: true, description: null }
}

/** A response object with its state. */
export function responseOf(id: string, reply: Reply, output: readonly OutputItem[], state: ResponseState, exchange: Exchange): unknown {
  const { call, date } = exchange
  const body = bodyOf(exchange)
  const conversation = conversationIdOf(body)
  const isFinished = state.status === 'completed' || state.status === 'incomplete'
  const reason = isFinished ? incompleteReasons[state.finish] : undefined
  return {
    id,
    object: 'response',
    created_at: Math.floor(date / 1_000),
    completed_at: state.status === 'completed' ? Math.floor(date / 1_000) : null,
    status: state.status,
    background: body.background ?? false,
    ...(conversation === undefined ? {} : { conversation: { id: conversation } }),
    error: state.status === 'failed' ? state.error : null,
    incomplete_details: reason === undefined ? null : { reason },
    instructions: body.instructions ?? null,
    max_output_tokens: call.maxTokens ?? null,
    model: reply.model,
    output,
    parallel_tool_calls: call.parallelToolCalls,
    previous_response_id: body.previous_response_id ?? null,
    reasoning: { effort: body.reasoning?.effort ?? null, summary: body.reasoning?.summary ?? null },
    service_tier: tierOf(reply, body.service_tier),
    store: body.store ?? true,
    temperature: body.temperature ?? 1,
    text: { format: formatOf(call), ...(body.text?.verbosity == null ? {} : { verbosity: body.text.verbosity }) },
    top_p: body.top_p ?? 1,
    truncation: body.truncation ?? 'disabled',
    usage: isFinished && state.usage !== undefined ? usageOf(state.usage) : null,
    ...echoesOf(exchange),
    metadata: body.metadata ?? {},
  }
}

/** A reply as one response. */
export function responsesBody({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, ids: ResponseIds): unknown {
  const output = outputOf(parts, ids, displayOf(exchange), searchOf(exchange, ids))
  return responseOf(ids.response, reply, output, finishedState(finish, usage), exchange)
}

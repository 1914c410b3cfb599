import { toolInput, type Exchange, type FinishReason, type Reply, type SpokenPart, type Usage, type GatheredReply } from '../../../kit.ts'
import { drawSignature } from '../../anthropic/ids.ts'
import { latencyOf } from '../pace.ts'

/** A refusal is ordinary text. Only the stop reason marks it, as with filtered answers. */
const stopReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'content_filtered',
  refusal: 'content_filtered',
}

/** Why the model stopped. If the app has a guardrail, the guardrail filters. */
export function stopReasonOf(finish: FinishReason, { request }: Exchange, stopSequence?: string): string {
  if (finish === 'stop' && stopSequence !== undefined) return 'stop_sequence'
  return finish === 'content-filter' && request.text.includes('"guardrailConfig"') ? 'guardrail_intervened' : stopReasons[finish]
}

/** Cached tokens are not part of the input tokens, but of the total. */
function usageOf({ inputTokens, outputTokens, cachedInputTokens }: Usage): Record<string, number> {
  return {
    inputTokens: Math.max(0, inputTokens - cachedInputTokens),
    outputTokens,
    totalTokens: Math.max(inputTokens, cachedInputTokens) + outputTokens,
    cacheReadInputTokens: cachedInputTokens,
    cacheWriteInputTokens: 0,
  }
}

/** The end of a reply, without its content. Without usage if the provider omits it. */
export function accountOf(reply: Reply, usage: Usage | undefined): Record<string, unknown> {
  return {
    ...(usage === undefined ? {} : { usage: usageOf(usage) }),
    metrics: { latencyMs: latencyOf(reply) },
    ...(reply.serviceTier === undefined ? {} : { serviceTier: { type: reply.serviceTier } }),
  }
}

function contentOf(part: SpokenPart, { call, random }: Exchange): unknown[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return [{ text: part.text }]
    case 'reasoning':
      return call.reasoning ? [{ reasoningContent: { reasoningText: { text: part.text, signature: drawSignature(random) } } }] : []
    case 'tool-call':
      return [{ toolUse: { toolUseId: part.id, name: part.name, input: toolInput(part.arguments) } }]
  }
}

/** A reply as one body. */
export function converseBody({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange): unknown {
  return {
    ...accountOf(reply, usage),
    output: { message: { role: 'assistant', content: parts.flatMap((part) => contentOf(part, exchange)) } },
    stopReason: stopReasonOf(finish, exchange, reply.stopSequence),
  }
}

import type { Exchange, FinishReason, GatheredReply, SpokenPart, Usage } from '../../../kit.ts'
import type { Ids } from '../ids.ts'
import { gatewayMetadata } from '../metadata.ts'

/** A refusal is an ordinary answer: the specification has no finish reason for it. */
const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool-calls',
  'content-filter': 'content-filter',
  refusal: 'stop',
}

/** The usage, in the format of the language model specification (@ai-sdk/provider, `LanguageModelV4Usage`). */
function usageOf(usage: Usage | undefined): unknown {
  if (usage === undefined) return { inputTokens: {}, outputTokens: {} }
  const { inputTokens, outputTokens, reasoningTokens, cachedInputTokens } = usage
  return {
    inputTokens: { total: inputTokens, noCache: inputTokens - cachedInputTokens, cacheRead: cachedInputTokens, cacheWrite: 0 },
    outputTokens: { total: outputTokens, text: outputTokens - reasoningTokens, reasoning: reasoningTokens },
  }
}

/** The finish reason and the usage, at the end of a stream or in a complete body. */
export function endOf(finish: FinishReason, usage: Usage | undefined, ids: Ids, exchange: Exchange): Readonly<Record<string, unknown>> {
  return {
    finishReason: { unified: finishReasons[finish], raw: finishReasons[finish] },
    usage: usageOf(usage),
    providerMetadata: { gateway: gatewayMetadata(ids, exchange, usage) },
  }
}

/** The metadata of a response. */
export function responseMetadata({ generation }: Ids, modelId: string, { date }: Exchange): Readonly<Record<string, unknown>> {
  return { id: generation, timestamp: new Date(date).toISOString(), modelId }
}

/** A reply as one body: the result of a language model's `doGenerate`. */
export function bodyOf({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, ids: Ids): unknown {
  return {
    content: parts.flatMap((part) => contentOf(part, exchange.call.reasoning)),
    ...endOf(finish, usage, ids, exchange),
    warnings: [],
    response: responseMetadata(ids, reply.model, exchange),
  }
}

function contentOf(part: SpokenPart, showsReasoning: boolean): unknown[] {
  switch (part.type) {
    case 'reasoning':
      return showsReasoning ? [{ type: 'reasoning', text: part.text }] : []
    case 'tool-call':
      return [callOf(part, part.arguments)]
    case 'text':
    case 'refusal':
      return [{ type: 'text', text: part.text }]
  }
}

/** A tool call. Its input is the model's text. */
export function callOf({ id, name }: { readonly id: string; readonly name: string }, input: string): unknown {
  return { type: 'tool-call', toolCallId: id, toolName: name, input }
}

import type { FinishReason, Reply, ReplyPart, Usage, GatheredReply } from '../../../kit.ts'

/** There is no word for a filter but that something went wrong; a refusal is an answer like any other. */
const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'COMPLETE',
  length: 'MAX_TOKENS',
  'tool-calls': 'TOOL_CALL',
  'content-filter': 'ERROR',
  refusal: 'COMPLETE',
}

/** Why the model stopped, and what it cost, as the end of a stream and a whole body tell it. */
export function endOf(finish: FinishReason, usage: Usage | undefined, stopSequence?: string): Record<string, unknown> {
  const reason = finish === 'stop' && stopSequence !== undefined ? 'STOP_SEQUENCE' : finishReasons[finish]
  return { finish_reason: reason, ...(usage === undefined ? {} : { usage: usageOf(usage) }) }
}

function usageOf({ inputTokens, outputTokens, cachedInputTokens }: Usage): unknown {
  const tokens = { input_tokens: inputTokens, output_tokens: outputTokens }
  return { billed_units: tokens, tokens, cached_tokens: cachedInputTokens }
}

/** What is said next to a call of a tool is not content: it is the plan behind it (https://docs.cohere.com/docs/tool-use-overview). */
export function hasPlan({ parts }: Pick<Reply, 'parts'>): boolean {
  return parts.some((part) => part.type === 'tool-call')
}

/** A reply as one body. */
export function bodyOf({ reply, parts, finish, usage }: GatheredReply, id: string, showsThinking: boolean): unknown {
  const isPlanned = hasPlan(reply)
  const content = parts.flatMap((part) => contentOf(part, { isPlanned, showsThinking }))
  const calls = parts.flatMap((part) => (part.type === 'tool-call' ? [callOf(part, part.arguments)] : []))
  return {
    id,
    message: {
      role: 'assistant',
      ...(isPlanned && content.length === 0 ? {} : { content }),
      ...(isPlanned ? { tool_plan: parts.map((part) => (isSpoken(part) ? part.text : '')).join('') } : {}),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    },
    ...endOf(finish, usage, reply.stopSequence),
  }
}

function isSpoken(part: ReplyPart): part is Extract<ReplyPart, { type: 'text' | 'refusal' }> {
  return part.type === 'text' || part.type === 'refusal'
}

function contentOf(part: ReplyPart, { isPlanned, showsThinking }: { isPlanned: boolean; showsThinking: boolean }): unknown[] {
  if (isSpoken(part)) return isPlanned ? [] : [{ type: 'text', text: part.text }]
  return part.type === 'reasoning' && showsThinking ? [{ type: 'thinking', thinking: part.text }] : []
}

/** A call of a tool, with as much of its arguments as is said. */
export function callOf({ id, name }: { readonly id: string; readonly name: string }, given: string): unknown {
  return { id, type: 'function', function: { name, arguments: given } }
}

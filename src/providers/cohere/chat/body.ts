import type { FinishReason, Reply, ReplyPart, Usage, GatheredReply } from '../../../kit.ts'

/** Filtered content has only the reason of a general error. A refusal is an ordinary answer. */
const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'COMPLETE',
  length: 'MAX_TOKENS',
  'tool-calls': 'TOOL_CALL',
  'content-filter': 'ERROR',
  refusal: 'COMPLETE',
}

/** The finish reason and the usage, at the end of a stream or in a complete body. */
export function endOf(finish: FinishReason, usage: Usage | undefined, stopSequence?: string): Record<string, unknown> {
  const reason = finish === 'stop' && stopSequence !== undefined ? 'STOP_SEQUENCE' : finishReasons[finish]
  return { finish_reason: reason, ...(usage === undefined ? {} : { usage: usageOf(usage) }) }
}

function usageOf({ inputTokens, outputTokens, cachedInputTokens }: Usage): unknown {
  const tokens = { input_tokens: inputTokens, output_tokens: outputTokens }
  return { billed_units: tokens, tokens, cached_tokens: cachedInputTokens }
}

/** Text next to a tool call is not content, but the plan behind the call (https://docs.cohere.com/docs/tool-use-overview). */
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

/** A tool call, with the arguments received so far. */
export function callOf({ id, name }: { readonly id: string; readonly name: string }, given: string): unknown {
  return { id, type: 'function', function: { name, arguments: given } }
}

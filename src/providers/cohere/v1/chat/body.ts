import { toolInput, type Exchange, type FinishReason, type ReplyPart, type Usage } from '../../../../kit.ts'
import type { Ids } from '../../ids.ts'

/** A tool call has no finish reason of its own, but filtered text has one. */
const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'COMPLETE',
  length: 'MAX_TOKENS',
  'tool-calls': 'COMPLETE',
  'content-filter': 'ERROR_TOXIC',
  refusal: 'COMPLETE',
}

/** Why the model stopped. */
export function finishReasonOf(finish: FinishReason): string {
  return finishReasons[finish]
}

/** The usage of a request. */
export function metaOf(usage: Usage | undefined): Readonly<Record<string, unknown>> {
  const tokens = usage === undefined ? {} : { input_tokens: usage.inputTokens, output_tokens: usage.outputTokens }
  return { api_version: { version: '1' }, ...(usage === undefined ? {} : { billed_units: tokens, tokens }) }
}

/** All texts joined. Next to tool calls they are the plan behind them. */
export function spoken(parts: readonly ReplyPart[]): string {
  return parts.map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : '')).join('')
}

/** The tool calls with parsed parameters: the API sends an object. */
export function callsIn(parts: readonly ReplyPart[]): readonly unknown[] {
  return parts.flatMap((part) => (part.type === 'tool-call' ? [{ name: part.name, parameters: toolInput(part.arguments) }] : []))
}

/** The part of a reply so far. */
export interface Said {
  readonly parts: readonly ReplyPart[]
  readonly finish: FinishReason
  readonly usage: Usage | undefined
}

/** A reply as one body, which is also in the last event of a stream (cohere-ai 7, `NonStreamedChatResponse`). */
export function bodyOfV1({ parts, finish, usage }: Said, { request }: Exchange, ids: Ids): Readonly<Record<string, unknown>> {
  const calls = callsIn(parts)
  const text = spoken(parts)
  return {
    response_id: ids.trace,
    text,
    generation_id: ids.reply,
    chat_history: [...earlier(request.text), { role: 'CHATBOT', message: text, ...(calls.length === 0 ? {} : { tool_calls: calls }) }],
    finish_reason: finishReasonOf(finish),
    meta: metaOf(usage),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  }
}

/** The conversation so far, as returned by the API. */
function earlier(text: string): readonly unknown[] {
  const { message, chat_history: history } = JSON.parse(text) as { message: string; chat_history?: readonly unknown[] | null }
  return [...(history ?? []), ...(message === '' ? [] : [{ role: 'USER', message }])]
}

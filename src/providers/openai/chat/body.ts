import { jsonObjectOf, type OpenPart, type FinishReason, type Reply, type SpokenPart, type Usage, type Exchange } from '../../../kit.ts'
import { tierOf } from '../tier.ts'

/** A JSON object for the wire. */
export type Payload = Readonly<Record<string, unknown>>

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

export function usageOf(usage: Usage): Payload {
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

/** The common fields of a completion and its chunks. */
export function envelopeOf(object: string, id: string, reply: Reply, { date, request }: Exchange): Payload {
  return {
    id,
    object,
    created: Math.floor(date / 1_000),
    model: reply.model,
    // Parsed again only if it might be there: prompts can be long, and few requests need this.
    service_tier: tierOf(reply, request.text.includes('"service_tier"') ? jsonObjectOf(request.text)?.['service_tier'] : undefined),
    system_fingerprint: reply.fingerprint,
  }
}

/** The joined texts of all parts of a kind. `null` if there are none. */
export function joined(parts: readonly SpokenPart[], type: 'text' | 'refusal' | 'reasoning'): string | null {
  let text: string | null = null
  for (const part of parts) if (part.type === type) text = (text ?? '') + part.text
  return text
}

/** The content of a message without text: `null` if it calls a tool or refuses, else an empty answer, as gpt-4o-2024-08-06 sends it. */
export function contentWithoutText(parts: readonly SpokenPart[]): '' | null {
  return parts.some(({ type }) => type === 'tool-call' || type === 'refusal') ? null : ''
}

/** The message of a choice. Chat Completions bills reasoning but never shows it. */
export function messageOf(parts: readonly SpokenPart[]): Payload {
  return {
    role: 'assistant',
    content: joined(parts, 'text') ?? contentWithoutText(parts),
    refusal: joined(parts, 'refusal'),
    annotations: [],
    ...toolCallsOf(parts),
  }
}

/** The tool calls of a message, if any. */
export function toolCallsOf(
  parts: readonly SpokenPart[],
  callId: (id: string) => string = (id) => id,
): { readonly tool_calls?: readonly Payload[] } {
  const calls = parts.flatMap((part) => (part.type === 'tool-call' ? [{ id: callId(part.id), ...callOf(part, part.arguments) }] : []))
  return calls.length === 0 ? {} : { tool_calls: calls }
}

/** A call of a function, or of a custom tool, which takes free text. */
export function callOf({ name, isFreeText }: { readonly name: string; readonly isFreeText?: true }, text: string): Payload {
  return isFreeText === true ? { type: 'custom', custom: { name, input: text } } : { type: 'function', function: { name, arguments: text } }
}

/** A delta of a part. `index` counts the tool calls. */
export function deltaOf(text: string, part: OpenPart, index: number): Payload | undefined {
  switch (part.type) {
    case 'text':
      return { content: text }
    case 'refusal':
      return { refusal: text }
    case 'tool-call':
      return { tool_calls: [{ index, ...(part.isFreeText === true ? { custom: { input: text } } : { function: { arguments: text } }) }] }
    case 'reasoning':
      return undefined
  }
}

/** A choice with its message or its delta. */
export function choiceOf(content: Payload, finish: FinishReason | null): Payload {
  return { index: 0, ...content, logprobs: null, finish_reason: finish === null ? null : finishReasonOf(finish) }
}

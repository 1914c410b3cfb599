import { jsonObjectOf, type FinishReason, type Reply, type ReplyPart, type Usage } from '../../../kit.ts'

const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'STOP',
  length: 'MAX_TOKENS',
  // Calls are a normal end, and refusals are text.
  'tool-calls': 'STOP',
  'content-filter': 'SAFETY',
  refusal: 'STOP',
}

/** A tool call, with the arguments as written by the model. */
export type ToolCall = Extract<ReplyPart, { type: 'tool-call' }>

/** The metadata of each response and each chunk. */
export function envelopeOf(reply: Reply, id: string): Readonly<Record<string, unknown>> {
  return { modelVersion: reply.model, responseId: id }
}

/** The finish reason of a candidate, with the filters' results. */
export function endOf(reason: FinishReason, malformed: ToolCall | undefined): Readonly<Record<string, unknown>> {
  // If the token limit was reached inside a call, that is the reason, and the call is omitted.
  // As recorded in vercel/ai#5039, with the message from langchain-ai/langchain-google#725.
  if (malformed !== undefined && reason !== 'length')
    return {
      finishReason: 'MALFORMED_FUNCTION_CALL',
      finishMessage: `Malformed function call: ${malformed.name}(${malformed.arguments})`,
    }
  return { finishReason: finishReasons[reason], ...(reason === 'content-filter' ? { safetyRatings: blockedRatings } : {}) }
}

const blockedRatings = [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true }]

/** Sent instead of candidates if the prompt itself was blocked: a filter stopped the reply before any text. */
export const blockedPrompt = {
  promptFeedback: {
    blockReason: 'SAFETY',
    safetyRatings: [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH' }],
  },
}

/** A call as a part of the content, with its arguments as an object. */
export function callPart(call: ToolCall, signature: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const args = jsonObjectOf(call.arguments)
  if (args === undefined) return undefined
  return {
    functionCall: { ...(call.id === '' ? {} : { id: call.id }), name: call.name, args },
    ...(signature === undefined ? {} : { thoughtSignature: signature }),
  }
}

/** The content of a candidate: without parts if it has no text, and empty if a call was malformed. */
export function contentOf(parts: readonly unknown[], malformed: ToolCall | undefined): Readonly<Record<string, unknown>> {
  if (parts.length > 0) return { parts, role: 'model' }
  return malformed === undefined ? { role: 'model' } : {}
}

/** A text as a part of the content. A thought is a text with a mark. */
export function textPart(text: string, isThought: boolean): Readonly<Record<string, unknown>> {
  return isThought ? { text, thought: true } : { text }
}

function nonzero(name: string, count: number): Readonly<Record<string, number>> {
  return count === 0 ? {} : { [name]: count }
}

/**
 * The usage of a reply. Thoughts are counted separately from the candidates, and zero counts are omitted, as
 * in the JSON of protocol buffers.
 */
export function usageOf(usage: Usage, { serviceTier }: Reply): Readonly<Record<string, unknown>> {
  const { inputTokens, outputTokens, reasoningTokens, cachedInputTokens } = usage
  return {
    promptTokenCount: inputTokens,
    ...nonzero('cachedContentTokenCount', cachedInputTokens),
    ...nonzero('candidatesTokenCount', Math.max(0, outputTokens - reasoningTokens)),
    ...nonzero('thoughtsTokenCount', reasoningTokens),
    totalTokenCount: inputTokens + outputTokens,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: inputTokens }],
    ...(serviceTier === undefined ? {} : { serviceTier }),
  }
}

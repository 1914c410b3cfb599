import { openaiChat } from '../openai/chat/openai-chat.ts'
import type { ChatFlavor, Payload } from '../openai/chat/flavor.ts'
import { joined, toolCallsOf } from '../openai/chat/body.ts'
import { chatDecoder } from '../openai/chat/decode.ts'
import { looseChatRequest } from '../openai/chat/schema.ts'
import type { Host } from '../openai/host.ts'
import { errorOf, httpError } from './problem.ts'
import { asksForReasoning, reasoningOf, showsReasoning } from './reasoning.ts'
import { upstreamOf } from './upstream.ts'

/** US dollars for a token, in and out: those of a middling model. */
const pricePerToken = { input: 0.000_002_5, output: 0.000_01 } as const

function dollars(amount: number): number {
  return Number(amount.toFixed(10))
}

/** OpenRouter before the providers behind it. */
export const openrouterHost: Host = {
  refusal: ({ headers }) => (headers.has('authorization') ? undefined : { kind: 'authentication', message: 'No auth credentials found' }),
  modelOf: () => undefined,
  requestId: (random) => `gen-${random.integer(1_000_000_000, 9_999_999_999)}-${random.id(20)}`,
  headers: (_exchange, generationId) => ({ 'x-generation-id': generationId }),
  errorOf,
  httpError,
}

/** What is at one place in OpenRouter's completions, and at another in OpenAI's: who answered, what for, and in which words. */
export const openrouterChat: ChatFlavor = {
  ...openaiChat,
  ...openrouterHost,
  documentation: 'https://openrouter.ai/docs/api-reference/chat-completion',
  decode: chatDecoder(looseChatRequest, asksForReasoning),
  completionId: (_random, _exchange, generationId) => generationId,
  envelope: (object, id, reply, exchange) => ({
    id,
    provider: upstreamOf(reply.model).name,
    model: reply.model,
    object,
    created: Math.floor(exchange.date / 1_000),
    ...(reply.serviceTier === undefined ? {} : { service_tier: reply.serviceTier }),
    system_fingerprint: reply.fingerprint,
  }),
  message(parts, exchange) {
    const reasoning = showsReasoning(exchange) ? joined(parts, 'reasoning') : null
    return {
      role: 'assistant',
      content: joined(parts, 'text'),
      refusal: joined(parts, 'refusal'),
      ...(reasoning === null ? { reasoning } : reasoningOf(reasoning)),
      ...toolCallsOf(parts),
    }
  },
  firstDelta: () => ({ content: '' }),
  lastDelta: { role: 'assistant', content: '' },
  delta(text, part, index, exchange): Payload | undefined {
    if (part.type !== 'reasoning') return { role: 'assistant', ...openaiChat.delta(text, part, index, exchange) }
    return showsReasoning(exchange) ? { role: 'assistant', content: '', ...reasoningOf(text) } : undefined
  },
  choice: (content, finish, reply, exchange) => ({
    ...openaiChat.choice(content, finish, reply, exchange),
    native_finish_reason: finish === null ? null : upstreamOf(reply.model).nativeFinish(finish),
  }),
  usage(usage) {
    const prompt = dollars(usage.inputTokens * pricePerToken.input)
    const completions = dollars(usage.outputTokens * pricePerToken.output)
    return {
      prompt_tokens: usage.inputTokens,
      completion_tokens: usage.outputTokens,
      total_tokens: usage.inputTokens + usage.outputTokens,
      cost: dollars(prompt + completions),
      is_byok: false,
      prompt_tokens_details: { cached_tokens: usage.cachedInputTokens, audio_tokens: 0 },
      cost_details: {
        upstream_inference_cost: null,
        upstream_inference_prompt_cost: prompt,
        upstream_inference_completions_cost: completions,
      },
      completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    }
  },
  // Since 2025 the usage comes in every stream, in a last chunk without choices (https://openrouter.ai/docs/use-cases/usage-accounting).
  usagePlace: 'own-chunk',
  ping: 'OPENROUTER PROCESSING',
  // The status is 200 once a provider has the request: the error is the body, or stands beside the choices (https://openrouter.ai/docs/api-reference/errors).
  lateError: (problem, exchange) => ({ ...httpError(problem, exchange), status: 200 }),
  streamError: (problem, exchange, envelope) => ({
    ...envelope,
    error: errorOf(problem, exchange),
    choices: [
      { index: 0, delta: { role: 'assistant', content: '' }, finish_reason: 'error', native_finish_reason: 'error', logprobs: null },
    ],
  }),
}

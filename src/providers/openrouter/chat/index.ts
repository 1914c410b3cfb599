import { contextWindowOf, jsonObjectOf, type Endpoint, type WireRequest } from '../../../kit.ts'
import { joined, toolCallsOf, type Payload } from '../../openai/chat/body.ts'
import { chatDecoder } from '../../openai/chat/decode.ts'
import { chatEndpoint, openaiChat } from '../../openai/chat/index.ts'
import { looseChatRequest } from '../../openai/chat/schema.ts'
import { openrouterHost } from '../host.ts'
import { errorOf, httpError } from '../problem.ts'
import { upstreamOf } from '../upstream.ts'
import { usageOf } from './body.ts'
import { asksForReasoning, reasoningOf, showsReasoning } from './reasoning.ts'

/** OpenRouter's differences from OpenAI's completions: provider, price and wording. */
const completions: Endpoint = chatEndpoint({
  ...openaiChat,
  ...openrouterHost,
  obfuscates: false,
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
  usage: usageOf,
  // Every stream has the usage, in a last chunk with an empty choice (https://openrouter.ai/docs/use-cases/usage-accounting).
  usagePlace: 'own-chunk',
  usageChoices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null, native_finish_reason: null, logprobs: null }],
  keepAlive: 'OPENROUTER PROCESSING',
  // The status is 200 once a provider has the request: the error is the body, or next to the choices
  // (https://openrouter.ai/docs/api-reference/errors).
  lateError: (problem, exchange) => ({ ...httpError(problem, exchange), status: 200 }),
  streamError: (problem, exchange, envelope) => ({
    ...envelope,
    error: errorOf(problem, exchange),
    choices: [
      { index: 0, delta: { role: 'assistant', content: '' }, finish_reason: 'error', native_finish_reason: 'error', logprobs: null },
    ],
  }),
})

/** Whether a too long prompt is truncated in the middle (https://openrouter.ai/docs/features/message-transforms). */
function isCompressed({ text }: WireRequest): boolean {
  if (!text.includes('middle-out')) return false
  const transforms = jsonObjectOf(text)?.['transforms']
  return Array.isArray(transforms) && transforms.includes('middle-out')
}

/** OpenRouter's Chat Completions. */
export const chat: Endpoint = {
  ...completions,
  contextWindow: ({ model }, request) => (isCompressed(request) ? undefined : contextWindowOf(model)),
}

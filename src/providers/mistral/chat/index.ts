import type { Endpoint } from '../../../kit.ts'
import { toolCallsOf } from '../../openai/chat/body.ts'
import { chatEndpoint, openaiChat } from '../../openai/chat/index.ts'
import { mistralHost } from '../host.ts'
import { errorOf } from '../problem.ts'
import { windowOf } from '../window.ts'
import { callIdOf, contentOf, finishReasonOf, thought } from './body.ts'
import { decodeMistral } from './decode.ts'

/** No refusals, tool calls in one chunk, the usage next to the finish reason. */
const completions: Endpoint = chatEndpoint({
  ...openaiChat,
  ...mistralHost,
  obfuscates: false,
  documentation: 'https://docs.mistral.ai/api/endpoint/chat',
  // @mistralai/mistralai has the version in its path, @ai-sdk/mistral in its base URL.
  path: /^(?:\/v1)?\/chat\/completions$/,
  decode: decodeMistral,
  completionId: (random) => random.id(32, 'hexadecimal'),
  envelope: (object, id, reply, { date }) => ({ id, object, created: Math.floor(date / 1_000), model: reply.model }),
  message: (parts) => ({ role: 'assistant', tool_calls: null, ...toolCallsOf(parts, callIdOf), content: contentOf(parts) }),
  callId: callIdOf,
  firstDelta: () => ({ content: '' }),
  lastDelta: { content: '' },
  delta: (text, part) => ({ content: part.type === 'reasoning' ? [thought(text)] : text }),
  wholeToolCalls: true,
  choice: (content, finish, _reply, { call }) => ({
    index: 0,
    ...content,
    finish_reason: finish === null ? null : finishReasonOf(finish, call.maxTokens),
  }),
  usage: (usage) => ({
    prompt_tokens: usage.inputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    completion_tokens: usage.outputTokens,
    num_cached_tokens: usage.cachedInputTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedInputTokens },
  }),
  usagePlace: 'last-chunk',
  streamError: errorOf,
})

/** Mistral's Chat Completions. */
export const chat: Endpoint = { ...completions, contextWindow: ({ model }) => windowOf(model) }

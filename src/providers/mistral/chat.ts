import { digest, type FinishReason, type SpokenPart } from '../../kit.ts'
import { toolCallsOf } from '../openai/chat/body.ts'
import { openaiChat } from '../openai/chat/openai-chat.ts'
import type { ChatFlavor, Payload } from '../openai/chat/flavor.ts'
import { decodeMistral } from './decode.ts'
import { mistralHost } from './host.ts'
import { errorOf } from './problem.ts'

/** Mistral's API knows no filtered answers: one that is stopped ends in an error. */
const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'error',
  refusal: 'stop',
}

function finishReasonOf(finish: FinishReason, maxTokens: number | undefined): string {
  return finish === 'length' && maxTokens === undefined ? 'model_length' : finishReasons[finish]
}

function thought(text: string): Payload {
  return { type: 'thinking', thinking: [{ type: 'text', text }] }
}

/** A text; with reasoning, a list of what is thought and what is said, in its order. */
function contentOf(parts: readonly SpokenPart[]): unknown {
  const said = parts.filter((part) => part.type !== 'tool-call')
  if (!said.some(({ type }) => type === 'reasoning')) return said.map(({ text }) => text).join('')
  return said.map(({ type, text }) => (type === 'reasoning' ? thought(text) : { type: 'text', text }))
}

/** Ids of tool calls have nine letters and digits; whatever is none of that form gets one. An id that is missing stays so. */
function callIdOf(id: string): string {
  return id === '' || /^[a-zA-Z0-9]{9}$/.test(id) ? id : digest(id).slice(0, 9)
}

/** Mistral's Chat Completions: no refusals, tool calls in one piece, the usage beside the finish reason. */
export const mistralChat: ChatFlavor = {
  ...openaiChat,
  ...mistralHost,
  documentation: 'https://docs.mistral.ai/api/endpoint/chat',
  // @mistralai/mistralai holds the version in its path, @ai-sdk/mistral in its base URL.
  path: /^(?:\/v1)?\/chat\/completions$/,
  decode: decodeMistral,
  completionId: (random) => random.id(32, 'hexadecimal'),
  envelope: (object, id, reply, { date }) => ({ id, object, created: Math.floor(date / 1_000), model: reply.model }),
  message: (parts) => ({ role: 'assistant', tool_calls: null, ...toolCallsOf(parts, callIdOf), content: contentOf(parts) }),
  callId: callIdOf,
  firstDelta: () => ({ content: '' }),
  lastDelta: { content: '' },
  delta: (text, part) => ({ content: part.type === 'reasoning' ? [thought(text)] : text }),
  tellsCallsWhole: true,
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
}

import { openaiHost } from '../openai-host.ts'
import { choiceOf, deltaOf, envelopeOf, messageOf, usageOf } from './body.ts'
import { decodeChat } from './decode.ts'
import type { ChatFlavor } from './flavor.ts'

/** Chat Completions as OpenAI speaks them. */
export const openaiChat: ChatFlavor = {
  ...openaiHost,
  path: '/chat/completions',
  documentation: 'https://platform.openai.com/docs/api-reference/chat',
  decode: decodeChat,
  completionId: (random) => `chatcmpl-${random.id(29)}`,
  envelope: envelopeOf,
  message: messageOf,
  callId: (id) => id,
  firstDelta: (reply) => ({ content: reply.parts[0]?.type === 'tool-call' ? null : '', refusal: null }),
  lastDelta: {},
  delta: deltaOf,
  tellsCallsWhole: false,
  choice: choiceOf,
  addenda: {},
  preamble: () => [],
  usage: usageOf,
  usagePlace: 'if-asked',
  closing: () => ({}),
  ping: 'ping',
  streamError: (problem, exchange) => ({ error: openaiHost.errorOf(problem, exchange) }),
}

import { defineEndpoint, type Endpoint, type Exchange, type GatheredReply } from '../../../kit.ts'
import { openaiHost } from '../host.ts'
import { writerAt } from '../writer.ts'
import { choiceOf, deltaOf, envelopeOf, joined, messageOf, usageOf } from './body.ts'
import { decodeChat } from './decode.ts'
import type { ChatFlavor } from './flavor.ts'
import { chatReading } from './reading.ts'
import { logprobsOf, samplingOf, usageOfAll } from './sampling.ts'
import { ChatStream } from './stream.ts'

/** OpenAI's Chat Completions. */
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
  wholeToolCalls: false,
  choice: choiceOf,
  bodyFields: {},
  leadingChunks: () => [],
  trailingChunks: () => [],
  usage: usageOf,
  usagePlace: 'if-asked',
  usageChoices: [],
  lastChunkFields: () => ({}),
  keepAlive: 'ping',
  streamError: (problem, exchange) => ({ error: openaiHost.errorOf(problem, exchange) }),
}

function completionOf({ reply, parts, finish, usage }: GatheredReply, exchange: Exchange, flavor: ChatFlavor, id: string): unknown {
  const sampling = samplingOf(exchange)
  const choice = flavor.choice({ message: flavor.message(parts, exchange) }, finish, reply, exchange)
  const text = joined(parts, 'text')
  const told = sampling.alternatives === undefined || text === null ? {} : { logprobs: logprobsOf(text, sampling.alternatives) }
  return {
    ...flavor.envelope('chat.completion', id, reply, exchange),
    choices: Array.from({ length: sampling.choices }, (_, index) => ({ ...choice, ...told, index })),
    ...flavor.bodyFields,
    ...(usage === undefined ? {} : { usage: flavor.usage(usageOfAll(usage, sampling), exchange) }),
  }
}

/** Chat Completions in a host's flavor. */
export function chatEndpoint(flavor: ChatFlavor): Endpoint {
  return defineEndpoint({
    name: 'chat.completions',
    path: flavor.path,
    documentation: flavor.documentation,
    decode: (request) => flavor.decode(request, flavor),
    reading: chatReading,
    write(exchange) {
      const { requestId, ...writer } = writerAt(flavor, exchange)
      const id = flavor.completionId(exchange.random, exchange, requestId)
      return {
        ...writer,
        stream: (exchange) => new ChatStream(exchange, flavor, { id, requestId }),
        body: (gathered, exchange) => completionOf(gathered, exchange, flavor, id),
        ...(flavor.lateError === undefined ? {} : { lateProblem: flavor.lateError }),
      }
    },
  })
}

/** OpenAI Chat Completions (https://platform.openai.com/docs/api-reference/chat). */
export const chatCompletions: Endpoint = chatEndpoint(openaiChat)

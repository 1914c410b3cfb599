import type { Call, ClientMessage, OwnAnswer, OwnAnswerContext, ServerLink, ServerReply, WireRequest } from '../../../kit.ts'
import { messageOf } from '../message.ts'
import { keepGenuine, type Genuine } from './genuine.ts'
import { conversationOver, keepSpeech } from './speech.ts'

/** Headers of a client that are for the server, and not about the connection or the protocol. */
const passing = /^(?!mcp-|content-|accept|sec-|x-brownout)(?:authorization|cookie|x-.*|api-key|traceparent|tracestate)$/

/** The message of a request, as it is sent on. */
export function clientMessage(request: WireRequest, text = request.text): ClientMessage {
  const { id, method, params } = messageOf({ text })
  const headers = [...(request.sent?.headers() ?? [])].filter(([name]) => passing.test(name.toLowerCase()))
  return { text, id, method, params, headers: Object.fromEntries(headers) }
}

/** How the response of a real server becomes an answer that faults can change. */
export type ReadReply = (reply: ServerReply) => {
  readonly answer: Exclude<OwnAnswer, undefined>
  readonly changed: Genuine['changed']
}

/** Answers a call with the response of a real server: when it arrives, or, over HTTP, as soon as the server sends a message before it. */
export async function forward(link: ServerLink, message: ClientMessage, call: Call, read: ReadReply = asItIs): Promise<OwnAnswer> {
  const conversation = call.stream ? conversationOver(link) : undefined
  if (conversation === undefined) return answered(call, await link.request(message), read)
  const speech = conversation.begin()
  const asked = link.request(message)
  const first = await Promise.race([asked, speech.begun])
  if (first !== 'speaks') {
    conversation.end(speech)
    return answered(call, first, read)
  }
  keepSpeech(call, speech)
  void conclude()
  return { parts: [] }

  async function conclude(): Promise<void> {
    const reply = await asked
    if (reply !== undefined) {
      read(reply)
      keepGenuine(call, { reply, changed: () => undefined })
    }
    conversation?.end(speech)
  }
}

function answered(call: Call, reply: ServerReply | undefined, read: ReadReply): OwnAnswer {
  if (reply === undefined) return { problem: { kind: 'request-timeout', message: 'The client has cancelled the request.' } }
  const { answer, changed } = read(reply)
  keepGenuine(call, { reply, changed })
  return answer
}

/** A response that faults do not look into. */
function asItIs(): ReturnType<ReadReply> {
  return { answer: { parts: [] }, changed: () => undefined }
}

/** Sends a notification or a response of a client, without waiting for an answer. */
export function tell(link: ServerLink, { request }: Pick<OwnAnswerContext, 'request'>): OwnAnswer {
  link.send(clientMessage(request))
  return { parts: [] }
}

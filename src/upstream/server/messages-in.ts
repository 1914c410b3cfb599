import type { IncomingMessage } from 'node:http'
import { concatenate } from '../../engine/base/bytes.ts'
import type { ServerReply } from '../../engine/model/server-link.ts'
import { eventOf } from '../../engine/run/upstream/event-of.ts'
import { eventSplitter } from '../../engine/kit/splitter.ts'
import { replyOf } from './open-requests.ts'

const decoder = new TextDecoder()

/**
 * The messages in a response of a tool server: in its events as they arrive, or in its JSON body. Anything else is skipped.
 * @throws Error if the response breaks
 */
export async function* messagesIn(response: IncomingMessage): AsyncGenerator<ServerReply, void, undefined> {
  if ((response.headers['content-type'] ?? '').startsWith('text/event-stream')) yield* eventsIn(response)
  else yield* bodyOf(response)
}

async function* eventsIn(response: IncomingMessage): AsyncGenerator<ServerReply, void, undefined> {
  const events = eventSplitter()
  for await (const bytes of response as AsyncIterable<Buffer>)
    for (const event of events.push(new Uint8Array(bytes))) yield* messages(eventOf(decoder.decode(event)).data)
}

async function* bodyOf(response: IncomingMessage): AsyncGenerator<ServerReply, void, undefined> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for await (const bytes of response as AsyncIterable<Buffer>) pieces.push(new Uint8Array(bytes))
  yield* messages(decoder.decode(concatenate(pieces)))
}

function messages(text: string): readonly ServerReply[] {
  const reply = replyOf(text)
  return reply === undefined ? [] : [reply]
}

import { defineEndpoint, type Endpoint, type Exchange, type Reply, type StreamEncoder } from '../../../kit.ts'
import type { Ids } from '../ids.ts'
import { writerOf } from '../writer.ts'
import { messageBody } from './body.ts'
import { decodeMessages } from './decode.ts'
import { messagesReading } from './reading.ts'
import { messageStream } from './stream.ts'
import { keepThread } from './thread.ts'

/** Messages (https://docs.claude.com/en/api/messages). */
export function messages(path: string): Endpoint {
  return defineEndpoint({
    name: 'messages',
    path,
    documentation: 'https://docs.claude.com/en/api/messages',
    decode: decodeMessages,
    reading: messagesReading,
    write(exchange) {
      const { ids, ...writer } = writerOf(exchange)
      return {
        ...writer,
        stream: (exchange) => keepingThread(messageStream(exchange, ids), exchange, ids),
        body(gathered, exchange) {
          keepThread(exchange, ids, gathered.reply)
          return messageBody(gathered, exchange, ids)
        },
      }
    },
  })
}

/** A stream that keeps the reply in its thread once it is complete. */
function keepingThread(stream: StreamEncoder, exchange: Exchange, ids: Ids): StreamEncoder {
  let reply: Reply | undefined
  return {
    ...stream,
    start(started) {
      reply = started
      return stream.start(started)
    },
    finish(reason, usage) {
      if (reply !== undefined) keepThread(exchange, ids, reply)
      return stream.finish(reason, usage)
    },
  }
}

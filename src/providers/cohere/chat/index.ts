import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { writerOf } from '../writer.ts'
import { bodyOf } from './body.ts'
import { decodeChat } from './decode.ts'
import { chatReading } from './reading.ts'
import { EventStream } from './stream.ts'

/** Chat (https://docs.cohere.com/reference/chat). */
export function chat(path: string): Endpoint {
  return defineEndpoint({
    name: 'chat',
    path,
    documentation: 'https://docs.cohere.com/reference/chat',
    decode: decodeChat,
    reading: chatReading,
    write(exchange) {
      const { ids, ...writer } = writerOf(exchange)
      return {
        ...writer,
        stream: (exchange) => new EventStream(exchange, ids.reply),
        body: (gathered, { call }) => bodyOf(gathered, ids.reply, call.reasoning),
      }
    },
  })
}

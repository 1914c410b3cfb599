import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { writerOf } from '../writer.ts'
import { messageBody } from './body.ts'
import { decodeMessages } from './decode.ts'
import { messageStream } from './stream.ts'

/** Messages (https://docs.claude.com/en/api/messages). */
export function messages(path: string): Endpoint {
  return defineEndpoint({
    name: 'messages',
    path,
    documentation: 'https://docs.claude.com/en/api/messages',
    decode: decodeMessages,
    write(exchange) {
      const { ids, ...writer } = writerOf(exchange)
      return {
        ...writer,
        stream: (exchange) => messageStream(exchange, ids),
        body: (gathered, exchange) => messageBody(gathered, exchange, ids),
      }
    },
  })
}

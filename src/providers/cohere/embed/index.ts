import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { writerOf } from '../writer.ts'
import { embeddingsOf } from './body.ts'
import { decodeEmbed } from './decode.ts'

/** Embeddings (https://docs.cohere.com/reference/embed). */
export function embed(path: string): Endpoint {
  return defineEndpoint({
    name: 'embed',
    path,
    documentation: 'https://docs.cohere.com/reference/embed',
    decode: decodeEmbed,
    write(exchange) {
      const { ids, ...writer } = writerOf(exchange)
      return { ...writer, body: (gathered, exchange) => embeddingsOf(gathered, exchange, ids.reply) }
    },
  })
}

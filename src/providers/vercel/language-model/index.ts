import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { writerOf } from '../writer.ts'
import { bodyOf } from './body.ts'
import { decodeLanguageModel } from './decode.ts'
import { languageModelReading } from './reading.ts'
import { PartStream } from './stream.ts'

/** Answers of a language model, in the gateway's own protocol. */
export const languageModel: Endpoint = defineEndpoint({
  name: 'language-model',
  path: '/language-model',
  documentation: 'https://ai-sdk.dev/providers/ai-sdk-providers/ai-gateway',
  decode: decodeLanguageModel,
  reading: languageModelReading,
  write(exchange) {
    const { ids, ...writer } = writerOf(exchange)
    return {
      ...writer,
      stream: (exchange) => new PartStream(exchange, ids),
      body: (gathered, exchange) => bodyOf(gathered, exchange, ids),
    }
  },
})

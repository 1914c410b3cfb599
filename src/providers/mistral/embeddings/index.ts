import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { writerAt } from '../../openai/writer.ts'
import { mistralHost } from '../host.ts'
import { embeddingsBody } from './body.ts'
import { decodeEmbeddings } from './decode.ts'

/** Mistral's Embeddings. */
export const embeddings: Endpoint = defineEndpoint({
  name: 'embeddings',
  path: /^(?:\/v1)?\/embeddings$/,
  documentation: 'https://docs.mistral.ai/api/endpoint/embeddings',
  decode: (request) => decodeEmbeddings(request, mistralHost),
  write: (exchange) => ({ ...writerAt(mistralHost, exchange), body: embeddingsBody }),
})

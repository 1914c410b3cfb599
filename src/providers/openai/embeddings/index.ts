import { defineEndpoint, type Endpoint } from '../../../kit.ts'
import { openaiHost, type Host } from '../host.ts'
import { writerAt } from '../writer.ts'
import { embeddingsBody } from './body.ts'
import { decodeEmbeddings } from './decode.ts'

/** A host's embeddings endpoint, with numbers and base64. */
export function embeddingsEndpoint(host: Host, path: string | RegExp, documentation: string): Endpoint {
  return defineEndpoint({
    name: 'embeddings',
    path,
    documentation,
    decode: (request) => decodeEmbeddings(request, host),
    write: (exchange) => ({ ...writerAt(host, exchange), body: embeddingsBody }),
  })
}

/** OpenAI Embeddings. */
export const embeddings: Endpoint = embeddingsEndpoint(
  openaiHost,
  '/embeddings',
  'https://platform.openai.com/docs/api-reference/embeddings',
)

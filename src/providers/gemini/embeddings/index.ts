import { defineEndpoint, type Endpoint, type PlainWriter } from '../../../kit.ts'
import { pathOf, type Method } from '../path.ts'
import { writer } from '../writer.ts'
import { batchBody, embedBody, predictBody } from './body.ts'
import { decodeBatch, decodeEmbed, decodePredict } from './decode.ts'

function embedBy(method: Method, decode: Endpoint['decode'], body: PlainWriter['body']): Endpoint {
  return defineEndpoint({ name: 'embedContent', ...pathOf(method), decode, write: () => ({ ...writer, body }) })
}

/** The vector of one text (https://ai.google.dev/api/embeddings#method:-models.embedcontent). */
export const embedContent: Endpoint = embedBy('embedContent', decodeEmbed, embedBody)

/** The vectors of several texts (https://ai.google.dev/api/embeddings#method:-models.batchembedcontents). */
export const batchEmbedContents: Endpoint = embedBy('batchEmbedContents', decodeBatch, batchBody)

/** The vectors of several texts, in the format of Vertex AI's text models. */
export const predict: Endpoint = embedBy('predict', decodePredict, predictBody)

import { z } from 'zod'
import { decodeRequest, defineEndpoint, mostDimensions, numbersOf, operationOn, type Endpoint, ownEntry } from '../../../kit.ts'
import { readingOf } from '../decode.ts'
import { gatewayMetadata } from '../metadata.ts'
import { writerOf } from '../writer.ts'

/** The body of POST /embedding-model (@ai-sdk/gateway, src/gateway-embedding-model.ts). */
const embeddingModelRequest = z.looseObject({
  values: z.array(z.string()).min(1).max(2_048),
  dimensions: z.int().min(1).max(mostDimensions).optional(),
})

/** The dimensions of a model's vectors, by its name without the provider (https://platform.openai.com/docs/guides/embeddings). */
const dimensionsOf: Readonly<Record<string, number>> = {
  'openai/text-embedding-3-small': 1_536,
  'openai/text-embedding-3-large': 3_072,
  'openai/text-embedding-ada-002': 1_536,
}

/** Embeddings. */
export const embeddingModel: Endpoint = defineEndpoint({
  name: 'embedding-model',
  path: '/embedding-model',
  documentation: 'https://ai-sdk.dev/providers/ai-sdk-providers/ai-gateway',
  decode(request) {
    const reading = readingOf(request, 'ai-model-id')
    return decodeRequest(request, {
      ...reading,
      schema: embeddingModelRequest,
      ask: ({ values, dimensions }) =>
        operationOn('embed', { model: reading.model, texts: values, dimensions: dimensions ?? ownEntry(dimensionsOf, reading.model) }),
    })
  },
  write(exchange) {
    const { ids, ...writer } = writerOf(exchange)
    return {
      ...writer,
      body: ({ data, usage }, exchange) => ({
        embeddings: data.map(numbersOf),
        ...(usage === undefined ? {} : { usage: { tokens: usage.inputTokens } }),
        warnings: [],
        providerMetadata: { gateway: gatewayMetadata(ids, exchange, usage) },
      }),
    }
  },
})

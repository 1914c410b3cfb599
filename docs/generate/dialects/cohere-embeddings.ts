import { CohereClientV2 } from 'cohere-ai'
import { cohere } from '../../../src/index.ts'
import { usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** Cohere's embeddings, with its official SDK. */
export const cohereEmbeddings: Dialect = {
  name: 'Cohere Embeddings',
  provider: cohere,
  client: 'cohere-ai',
  operation: 'embed',
  ask: ({ question = usualQuestion }) =>
    new CohereClientV2({ token: 'test', maxRetries: 0, timeoutInSeconds: 20 }).embed(
      {
        model: 'embed-v4.0',
        inputType: 'search_document',
        embeddingTypes: ['float'],
        outputDimension: 64,
        texts: [question, 'Another text, about a heron.'],
      },
      { abortSignal: AbortSignal.timeout(wholeTime) },
    ),
}

import OpenAI from 'openai'
import { openai } from '../../../src/index.ts'
import { clientOptions, usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** OpenAI Embeddings, with its official SDK. */
export const openaiEmbeddings: Dialect = {
  name: 'OpenAI Embeddings',
  provider: openai,
  client: 'openai',
  operation: 'embed',
  ask: ({ question = usualQuestion }) =>
    new OpenAI(clientOptions).embeddings.create(
      { model: 'text-embedding-3-small', dimensions: 64, input: [question, 'Another text, about a heron.'] },
      { signal: AbortSignal.timeout(wholeTime) },
    ),
}

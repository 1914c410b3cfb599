import { Ollama } from 'ollama'
import { ollama } from '../../../src/index.ts'
import { usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** Ollama's embeddings, with its official client. */
export const ollamaEmbeddings: Dialect = {
  name: 'Ollama Embeddings',
  provider: ollama,
  client: 'ollama',
  operation: 'embed',
  ask: ({ question = usualQuestion }) =>
    new Ollama({ fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(wholeTime) }) }).embed({
      model: 'nomic-embed-text',
      dimensions: 64,
      input: [question, 'Another text, about a heron.'],
    }),
}

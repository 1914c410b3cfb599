import { GoogleGenAI } from '@google/genai'
import { gemini } from '../../../src/index.ts'
import { usualQuestion, wholeTime, type Dialect } from './dialect.ts'

/** Gemini's embeddings, with its official SDK. */
export const geminiEmbeddings: Dialect = {
  name: 'Gemini Embeddings',
  provider: gemini,
  client: '@google/genai',
  operation: 'embed',
  ask: ({ question = usualQuestion }) =>
    new GoogleGenAI({ apiKey: 'test', httpOptions: { timeout: 20_000 } }).models.embedContent({
      model: 'gemini-embedding-001',
      contents: [question, 'Another text, about a heron.'],
      config: { outputDimensionality: 64, abortSignal: AbortSignal.timeout(wholeTime) },
    }),
}

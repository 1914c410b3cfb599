import type { Endpoint } from '../../kit.ts'
import { countTokens } from './count-tokens.ts'
import { batchEmbedContents, embedContent, predict } from './embeddings.ts'
import { generateContent, streamGenerateContent } from './generate.ts'
import { model, modelList } from './models.ts'

export const endpoints: readonly Endpoint[] = [
  generateContent,
  streamGenerateContent,
  countTokens,
  embedContent,
  batchEmbedContents,
  predict,
  modelList,
  model,
]

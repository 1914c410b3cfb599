import type { Endpoint } from '../../kit.ts'
import { countTokens } from './count-tokens/index.ts'
import { batchEmbedContents, embedContent, predict } from './embeddings/index.ts'
import { generateContent, streamGenerateContent } from './generate/index.ts'
import { model, modelList } from './models/index.ts'
import { openaiCompatible } from './openai-compatible.ts'

export const endpoints: readonly Endpoint[] = [
  generateContent,
  streamGenerateContent,
  countTokens,
  embedContent,
  batchEmbedContents,
  predict,
  modelList,
  model,
  ...openaiCompatible,
]

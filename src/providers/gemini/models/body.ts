import { knownModel, titleOf } from '../../../kit.ts'

/** Some models that the API lists (https://ai.google.dev/gemini-api/docs/models). */
export const listedModels: readonly string[] = [
  'gemini-3.8-flash',
  'gemini-2.5-pro',
  'gemini-2.5-flash',
  'gemini-2.5-flash-lite',
  'gemini-embedding-001',
]

/** The limits of an unknown model, in tokens. */
const usual = { window: 1_048_576, output: 65_536 } as const

/** One model, in the format of the Gemini API or, for a publisher's model, of Vertex AI. */
export function modelBody(id: string, isPublished: boolean): unknown {
  if (isPublished)
    return { name: `publishers/google/models/${id}`, versionId: 'default', openSourceCategory: 'PROPRIETARY', launchStage: 'GA' }
  const isEmbedding = id.includes('embedding')
  const { window, output = usual.output } = knownModel(id) ?? usual
  return {
    name: `models/${id}`,
    version: '001',
    displayName: titleOf(id),
    inputTokenLimit: isEmbedding ? 2_048 : window,
    outputTokenLimit: isEmbedding ? 1 : output,
    supportedGenerationMethods: isEmbedding
      ? ['embedContent', 'countTextTokens', 'countTokens']
      : ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent'],
  }
}

/** The list of models. */
export function listBody(isPublished: boolean): unknown {
  const models = listedModels.map((id) => modelBody(id, isPublished))
  return isPublished ? { publisherModels: models } : { models }
}

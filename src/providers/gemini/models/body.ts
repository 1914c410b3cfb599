import { titleOf } from '../../../kit.ts'

/** Some models that the API lists (https://ai.google.dev/gemini-api/docs/models). gemini-2.5-pro and gemini-2.5-flash end on 2026-12-01. */
export const listedModels: readonly string[] = ['gemini-2.5-pro', 'gemini-2.5-flash', 'gemini-2.5-flash-lite', 'gemini-embedding-001']

/** One model, as the Gemini API describes it or, as one that a publisher has, Vertex AI. */
export function modelBody(id: string, isPublished: boolean): unknown {
  if (isPublished)
    return { name: `publishers/google/models/${id}`, versionId: 'default', openSourceCategory: 'PROPRIETARY', launchStage: 'GA' }
  const isEmbedding = id.includes('embedding')
  return {
    name: `models/${id}`,
    version: '001',
    displayName: titleOf(id),
    inputTokenLimit: isEmbedding ? 2_048 : 1_048_576,
    outputTokenLimit: isEmbedding ? 1 : 65_536,
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

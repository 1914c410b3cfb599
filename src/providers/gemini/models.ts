import { operationOn, type Decoded, type Endpoint, type WireRequest } from '../../kit.ts'
import { isVertex, modelOf, modelPath, modelsPath } from './path.ts'
import { plainEndpoint } from './plain-endpoint.ts'
import { refusedWithoutCredentials } from './read.ts'

/** Some models that the API lists (https://ai.google.dev/gemini-api/docs/models). */
const known = ['gemini-2.5-pro', 'gemini-2.5-flash', 'gemini-2.5-flash-lite', 'gemini-embedding-001']

/** An id as a person would write it: `Gemini 2.5 Flash`. */
function titleOf(id: string): string {
  return id
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
}

function described(id: string, isPublished: boolean): unknown {
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

function decodeFor(modelIn: (request: WireRequest) => string): (request: WireRequest) => Decoded {
  return (request) => {
    const problem = refusedWithoutCredentials(request)
    const model = modelIn(request)
    return problem === undefined
      ? { type: 'ask', ask: operationOn('list-models', { model, texts: [] }) }
      : { type: 'problem', problem, model }
  }
}

/** The list of models. Any model may be asked for: those listed are examples. */
export const modelList: Endpoint = plainEndpoint(
  'models',
  { method: 'GET', ...modelsPath, decode: decodeFor(() => '') },
  (_, { request }) =>
    isVertex(request) ? { publisherModels: known.map((id) => described(id, true)) } : { models: known.map((id) => described(id, false)) },
)

/** One model: whichever is asked for is there, unless a fault says that it is not. */
export const model: Endpoint = plainEndpoint(
  'models',
  { method: 'GET', ...modelPath, decode: decodeFor(modelOf) },
  (_, { call, request }) => described(call.model, isVertex(request)),
)

import type { z } from 'zod'
import { decodeRequest, jsonReader, type BodyDecoding, type Decoded, type Problem, type WireRequest } from '../../kit.ts'
import { isVertex, modelOf } from './path.ts'
import { invalidJson, problemOf } from './wording.ts'

/** The largest body that the API accepts, in bytes: 20 MB in total (https://ai.google.dev/gemini-api/docs/files). */
const largestBody = 20 * 1_024 * 1_024

const noCredentials =
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."

/** The API's error for a request without credentials. */
export function missingCredentials(request: WireRequest): Problem | undefined {
  if (hasCredentials(request)) return undefined
  return isVertex(request) ? { kind: 'authentication' } : { kind: 'permission', message: noCredentials }
}

/** A key in a header or in the query, or a token. */
function hasCredentials({ headers, url }: WireRequest): boolean {
  return (
    Boolean(headers.get('x-goog-api-key')) || Boolean(url.searchParams.get('key')) || /^bearer /i.test(headers.get('authorization') ?? '')
  )
}

/** The model families of the Gemini API (https://ai.google.dev/gemini-api/docs/models). */
const families = /^(?:gemini|gemma|learnlm|imagen|veo|lyria|aqa|embedding|text-embedding|deep-research|nano-banana)(?:-|$)/

/** The API's error for a request that it does not process: without credentials, or for another owner's model. */
export function refusalOf(request: WireRequest): Problem | undefined {
  const isElsewhere = isVertex(request) || /\/tunedModels\//.test(request.url.pathname)
  return missingCredentials(request) ?? (isElsewhere || families.test(modelOf(request)) ? undefined : { kind: 'model-not-found' })
}

const readJson = jsonReader(invalidJson)

/**
 * The common request checks of all endpoints: size, credentials, JSON, schema. The path names the model, and whether the
 * reply is streamed.
 */
export function decodeGemini<Body>(
  request: WireRequest,
  decoding: Pick<BodyDecoding<Body>, 'check' | 'ask'> & { readonly schema: z.ZodType<Body>; readonly stream?: boolean },
): Decoded {
  const { stream = false, ...rest } = decoding
  return decodeRequest(request, {
    ...rest,
    misshapen: problemOf,
    refusal: (given) => (given.text.length > largestBody ? { kind: 'request-too-large' } : refusalOf(given)),
    json: (text) => readJson(text === '' ? '{}' : text),
    outline: () => ({ model: modelOf(request), stream }),
  })
}

import type { Problem } from '../../engine/problem.ts'
import type { Decoded, WireRequest } from '../../engine/provider.ts'
import { askOf } from './ask.ts'
import { contradictionOf } from './conversation.ts'
import { isVertex, modelOf } from './path.ts'
import { requestSchema } from './request.ts'
import { invalidJson, problemOf } from './wording.ts'

/** The largest body that the API takes, in bytes: 20 MB with all that it holds (https://ai.google.dev/gemini-api/docs/files). */
const largestBody = 20 * 1_024 * 1_024

const noCredentials =
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."

/** Reads a request as the API does, and refuses it for the reasons and in the words that the API has. */
export function decodeGenerate(request: WireRequest, stream: boolean): Decoded {
  const model = modelOf(request)
  const refusal = (problem: Problem): Decoded => ({ type: 'problem', problem, model, stream })
  if (request.text.length > largestBody) return refusal({ kind: 'request-too-large' })
  if (!hasCredentials(request))
    return refusal(isVertex(request) ? { kind: 'authentication' } : { kind: 'permission', message: noCredentials })
  let body: unknown
  try {
    body = JSON.parse(request.text === '' ? '{}' : request.text)
  } catch (error) {
    return refusal(invalidJson(request.text, error as SyntaxError))
  }
  const result = requestSchema.safeParse(body)
  if (!result.success) return refusal(problemOf(result.error, body))
  const contradiction = contradictionOf(result.data)
  if (contradiction !== undefined) return refusal({ kind: 'bad-request', message: contradiction })
  return { type: 'ask', ask: askOf(result.data, model, stream) }
}

function hasCredentials({ headers, url }: WireRequest): boolean {
  return (
    Boolean(headers.get('x-goog-api-key')) || Boolean(url.searchParams.get('key')) || /^bearer /i.test(headers.get('authorization') ?? '')
  )
}

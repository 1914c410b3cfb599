import type { z } from 'zod'
import type { Problem, WireRequest } from '../../kit.ts'
import { isVertex } from './path.ts'
import { invalidJson, problemOf } from './wording.ts'

/** A request's body, or what the API says of it. */
export type Read<Body> = { readonly type: 'body'; readonly body: Body } | { readonly type: 'problem'; readonly problem: Problem }

/** The largest body that the API takes, in bytes: 20 MB with all that it holds (https://ai.google.dev/gemini-api/docs/files). */
const largestBody = 20 * 1_024 * 1_024

const noCredentials =
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."

/** What the API says of a request that does not say who sends it. */
export function refusedWithoutCredentials(request: WireRequest): Problem | undefined {
  if (hasCredentials(request)) return undefined
  return isVertex(request) ? { kind: 'authentication' } : { kind: 'permission', message: noCredentials }
}

/** By a key, in a header or in the query, or by a token. */
function hasCredentials({ headers, url }: WireRequest): boolean {
  return (
    Boolean(headers.get('x-goog-api-key')) || Boolean(url.searchParams.get('key')) || /^bearer /i.test(headers.get('authorization') ?? '')
  )
}

/** Reads a request as the API does: its size, who sends it, its JSON, its form. */
export function readRequest<Schema extends z.ZodType>(request: WireRequest, schema: Schema): Read<z.output<Schema>> {
  const refusal = (problem: Problem): { readonly type: 'problem'; readonly problem: Problem } => ({ type: 'problem', problem })
  if (request.text.length > largestBody) return refusal({ kind: 'request-too-large' })
  const unknown = refusedWithoutCredentials(request)
  if (unknown !== undefined) return refusal(unknown)
  let body: unknown
  try {
    body = JSON.parse(request.text === '' ? '{}' : request.text)
  } catch (error) {
    return refusal(invalidJson(request.text, error as SyntaxError))
  }
  const result = schema.safeParse(body)
  return result.success ? { type: 'body', body: result.data } : refusal(problemOf(result.error, body))
}

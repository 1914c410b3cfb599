import type { HttpError, HttpProblem } from '../options.ts'

/** The codes of gRPC, which errors of the data plane have. https://docs.pinecone.io/reference/api/errors */
const codes: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 5, 409: 6, 429: 8, 500: 13, 503: 14, 504: 4 }

const names: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'ALREADY_EXISTS',
  429: 'RESOURCE_EXHAUSTED',
  500: 'UNKNOWN',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

/** The host of the control plane. Indexes have hosts of their own. */
export const controlHost = 'api.pinecone.io'

/** The body of an error: of the control plane, or of an index. */
export function errorBody(status: number, message: string, { hostname }: URL): unknown {
  return hostname === controlHost
    ? { error: { code: names[status] ?? 'UNKNOWN', message }, status }
    : { code: codes[status] ?? 2, message, details: [] }
}

export function pineconeError({ status, message, url }: HttpProblem): HttpError {
  return { status, body: errorBody(status, message, url) }
}

/** A refusal of a route, in the words of Pinecone. */
export function refused(status: number, message: string, url: URL): Response {
  return Response.json(errorBody(status, message, url), { status })
}

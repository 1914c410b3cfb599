import { jsonReader, type Problem, type RequestDecoding, type WireRequest } from '../../kit.ts'
import { modelOf } from './path.ts'

/**
 * The API's error for missing credentials. Signatures and keys must exist, but are not verified.
 * They are in a header, or in the query of a presigned URL.
 */
function problemOfCredentials({ headers, url }: WireRequest): Problem | undefined {
  const isSigned = /^(?:aws4-\S+|bearer) \S/i.test(headers.get('authorization') ?? '') || url.searchParams.has('X-Amz-Signature')
  return isSigned
    ? undefined
    : { kind: 'authentication', code: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' }
}

/** Reads a body as JSON. */
export const readJson = jsonReader(() => ({
  kind: 'bad-request',
  code: 'SerializationException',
  message: 'The request body could not be parsed as JSON.',
}))

/** The common request checks of all endpoints. The path names the model, and whether the reply is streamed. */
export function admissionOf(stream: boolean): Pick<RequestDecoding<never>, 'refusal' | 'json' | 'outline'> {
  return { refusal: problemOfCredentials, json: readJson, outline: (_, { url }) => ({ model: modelOf(url), stream }) }
}

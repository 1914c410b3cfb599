import { jsonReader, type RequestDecoding } from '../../kit.ts'
import { problemOf } from './wording.ts'

/** What all endpoints do alike with a request: its key, its JSON, its form. */
export const admission: Pick<RequestDecoding<never>, 'refusal' | 'json' | 'misshapen'> = {
  refusal: ({ headers }) => (headers.has('authorization') ? undefined : { kind: 'authentication', message: 'no api key supplied' }),
  json: jsonReader((_, { message }) => ({ kind: 'bad-request', message: `invalid json syntax: ${message}` })),
  misshapen: problemOf,
}

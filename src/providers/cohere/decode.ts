import { jsonReader, type RequestDecoding } from '../../kit.ts'
import { problemOf } from './wording.ts'

/** The common request checks of all endpoints: key, JSON, schema. */
export const admission: Pick<RequestDecoding<never>, 'refusal' | 'json' | 'misshapen'> = {
  refusal: ({ headers }) => (headers.has('authorization') ? undefined : { kind: 'authentication', message: 'no api key supplied' }),
  json: jsonReader((_, { message }) => ({ kind: 'bad-request', message: `invalid json syntax: ${message}` })),
  misshapen: problemOf,
}

import { jsonReader, type Problem, type RequestDecoding, type WireRequest } from '../../kit.ts'
import { problemOf } from './wording.ts'

/** The check of all requests, also of those without a body. */
export const hasKey = {
  refusal: ({ headers }: WireRequest): Problem | undefined =>
    headers.has('authorization') ? undefined : { kind: 'authentication', message: 'no api key supplied' },
} as const

/** The common request checks of all endpoints: key, JSON, schema. */
export const admission: Pick<RequestDecoding<never>, 'refusal' | 'json' | 'misshapen'> = {
  ...hasKey,
  json: jsonReader((_, { message }) => ({ kind: 'bad-request', message: `invalid json syntax: ${message}` })),
  misshapen: problemOf,
}

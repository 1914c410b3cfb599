import { uuidFrom } from '../../kit.ts'
import type { Host } from '../openai/host.ts'
import { headersOf } from './headers.ts'
import { errorOf, httpError } from './problem.ts'

/** Mistral's gateway. */
export const mistralHost: Host = {
  refusal: ({ headers }) => (headers.has('authorization') ? undefined : { kind: 'authentication' }),
  modelOf: () => undefined,
  requestId: uuidFrom,
  headers: headersOf,
  errorOf,
  httpError,
}

import { headersOf } from './headers.ts'
import type { Host } from './host.ts'
import { errorOf, httpError } from './problem.ts'
import { missingKey } from './request.ts'

/** OpenAI itself. */
export const openaiHost: Host = {
  refusal: missingKey,
  modelOf: () => undefined,
  requestId: (random) => `req_${random.id(32, 'hexadecimal')}`,
  headers: headersOf,
  errorOf,
  httpError,
}

import type { Host } from '../openai/host.ts'
import { errorOf, httpError } from './problem.ts'

/** OpenRouter in front of its providers. */
export const openrouterHost: Host = {
  refusal: ({ headers }) => (headers.has('authorization') ? undefined : { kind: 'authentication', message: 'No auth credentials found' }),
  modelOf: () => undefined,
  requestId: (random) => `gen-${random.integer(1_000_000_000, 9_999_999_999)}-${random.id(20)}`,
  headers: (_exchange, generationId) => ({ 'x-generation-id': generationId }),
  errorOf,
  httpError,
}

import type { Exchange, Problem, Random, WireRequest, WrittenProblem } from '../../kit.ts'
import { missingKey, type Admission } from './decode.ts'
import { headersOf } from './headers.ts'
import { errorOf, httpError, type HostError } from './problem.ts'

/** The common parts of the endpoints of a host with OpenAI's wire format, and the differences between hosts. */
export interface Host extends Admission {
  /** Whether it pads the deltas of its streams. Default: false */
  readonly obfuscates?: boolean
  /** Whether it stores responses, so that a later request can continue from them. Default: false */
  readonly keepsResponses?: boolean
  readonly requestId: (random: Random) => string
  /** The headers of every response. */
  readonly headers: (exchange: Exchange, requestId: string) => Readonly<Record<string, string>>
  readonly errorOf: (problem: Problem, exchange: Exchange) => HostError
  /** The complete body of an error, and of an error event in a stream. Default: `{ error }` */
  readonly errorBody?: (problem: Problem, exchange: Exchange) => unknown
  readonly httpError: (problem: Problem, exchange: Exchange) => WrittenProblem
}

/** A host's error in the middle of a stream. */
export function errorBodyOf(host: Host, problem: Problem, exchange: Exchange): unknown {
  return host.errorBody?.(problem, exchange) ?? { error: host.errorOf(problem, exchange) }
}

/** The largest body that the API accepts, in bytes, according to its own error: `Maximum content size limit (26214400) exceeded.` */
const largestBody = 26_214_400

/** Files are larger, and are sent as forms. */
function isTooLarge({ text, headers }: WireRequest): boolean {
  return text.length > largestBody && headers.get('content-type')?.startsWith('multipart/') !== true
}

/** OpenAI itself. */
export const openaiHost: Host = {
  refusal: (request) => (isTooLarge(request) ? { kind: 'request-too-large' } : missingKey(request)),
  obfuscates: true,
  keepsResponses: true,
  modelOf: () => undefined,
  requestId: (random) => `req_${random.id(32, 'hexadecimal')}`,
  headers: headersOf,
  errorOf,
  httpError,
}

import type { Exchange, Problem, Random, WrittenProblem } from '../../kit.ts'
import { missingKey, type Admission } from './decode.ts'
import { headersOf } from './headers.ts'
import { errorOf, httpError, type HostError } from './problem.ts'

/** What the endpoints of a host that speaks OpenAI's dialect have in common, and where hosts differ. */
export interface Host extends Admission {
  /** Whether it pads the deltas of its streams. Default: false */
  readonly obfuscates?: boolean
  /** Whether it keeps responses, so that a later request can go on from them. Default: false */
  readonly keepsResponses?: boolean
  readonly requestId: (random: Random) => string
  /** The headers of every response. */
  readonly headers: (exchange: Exchange, requestId: string) => Readonly<Record<string, string>>
  readonly errorOf: (problem: Problem, exchange: Exchange) => HostError
  readonly httpError: (problem: Problem, exchange: Exchange) => WrittenProblem
}

/** OpenAI itself. */
export const openaiHost: Host = {
  refusal: missingKey,
  obfuscates: true,
  keepsResponses: true,
  modelOf: () => undefined,
  requestId: (random) => `req_${random.id(32, 'hexadecimal')}`,
  headers: headersOf,
  errorOf,
  httpError,
}

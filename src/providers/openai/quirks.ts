import type { Exchange, Problem, ProblemKind, Random } from '../../kit.ts'
import type { ChatRequest } from './chat/schema.ts'
import type { ChatQuirks } from './chat/flavor.ts'
import type { ModelCatalogue } from './models/body.ts'
import type { OpenAIWording } from './problem.ts'

/** The possible endpoints of a host with OpenAI's wire format. */
export type OpenAIEndpointName = 'chat.completions' | 'responses' | 'completions' | 'embeddings' | 'models' | 'files' | 'batches'

/** An error in a host's wording. */
export interface OpenAIWordedError {
  readonly status: number
  readonly message: string
  readonly type: string
  readonly code: string | number | null
}

/** How a host with OpenAI's wire format differs from OpenAI. Defaults are OpenAI's behavior. */
export interface OpenAIQuirks {
  /** Its endpoints, each with the URL of its documentation. */
  readonly endpoints: Readonly<Partial<Record<OpenAIEndpointName, string>>>
  /** Whether it rejects a request without an `Authorization` header. Default: true */
  readonly needsKey?: boolean
  /** Draws the ID of a request. Default: like OpenAI, `req_` and 32 hexadecimal digits. */
  readonly requestId?: (random: Random) => string
  /** The headers of every response, apart from those of the rate limits. Default: `x-request-id` */
  readonly headers?: (requestId: string, exchange: Exchange) => Readonly<Record<string, string>>
  /** Whether its headers report the remaining rate limits, such as `x-ratelimit-remaining-tokens`. Default: true */
  readonly limitHeaders?: boolean
  /** Its wording of kinds of failure. Default for missing parts and kinds: OpenAI's wording. */
  readonly problems?: Readonly<Partial<Record<ProblemKind, Partial<OpenAIWording>>>>
  /** Whether the `code` of its errors is their HTTP status, as a number, unless a wording has one. Default: false */
  readonly codeIsStatus?: boolean
  /** The complete body of an error, and of an error event in a stream, for a host with another error format. Default: `{ error }` */
  readonly errorBody?: (error: OpenAIWordedError, problem: Problem, exchange: Exchange) => unknown
  /** The models that it lists. Default: some of OpenAI's */
  readonly models?: ModelCatalogue
  /** How it shows the model's reasoning. Default: it never does. */
  readonly reasoning?: {
    /** The field of a message and of a delta that contains it. */
    readonly field: string
    /** Whether a request requests visible reasoning. The body includes the host's own parameters. */
    readonly isShown: (body: ChatRequest & Readonly<Record<string, unknown>>) => boolean
  }
  /** The differences of its Chat Completions from OpenAI's. */
  readonly chat?: ChatQuirks
}

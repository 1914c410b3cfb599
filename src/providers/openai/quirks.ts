import type { Exchange, Problem, ProblemKind, Random } from '../../kit.ts'
import type { ChatRequest } from './chat/schema.ts'
import type { ChatQuirks } from './chat/flavor.ts'
import type { ModelCatalogue } from './models/body.ts'
import type { OpenAIWording } from './problem.ts'

/** The endpoints that a host that speaks OpenAI's dialect may have. */
export type OpenAIEndpointName = 'chat.completions' | 'responses' | 'completions' | 'embeddings' | 'models' | 'files' | 'batches'

/** An error in the words of a host. */
export interface OpenAIWordedError {
  readonly status: number
  readonly message: string
  readonly type: string
  readonly code: string | number | null
}

/** How a host that uses OpenAI's dialect differs from OpenAI. It does as OpenAI does in everything that is not given here. */
export interface OpenAIQuirks {
  /** The endpoints that it has, each with the URL of the page that describes it. */
  readonly endpoints: Readonly<Partial<Record<OpenAIEndpointName, string>>>
  /** Whether it refuses a request without an `Authorization` header. Default: true */
  readonly needsKey?: boolean
  /** Draws the ID of a request. Default: as OpenAI, `req_` and 32 hexadecimal digits. */
  readonly requestId?: (random: Random) => string
  /** The headers of every response, apart from those of the rate limits. Default: `x-request-id` */
  readonly headers?: (requestId: string, exchange: Exchange) => Readonly<Record<string, string>>
  /** Whether its headers report what the rate limits have left (`x-ratelimit-remaining-tokens` and its like). Default: true */
  readonly limitHeaders?: boolean
  /** How it words kinds of failure. What a wording omits, and the kinds without one, are worded as OpenAI words them. */
  readonly problems?: Readonly<Partial<Record<ProblemKind, Partial<OpenAIWording>>>>
  /** Whether the `code` of its errors is their HTTP status, as a number, unless a wording has one. Default: false */
  readonly codeIsStatus?: boolean
  /** The whole body of an error, and of an error event in a stream, for a host whose errors have another form. Default: `{ error }` */
  readonly errorBody?: (error: OpenAIWordedError, problem: Problem, exchange: Exchange) => unknown
  /** The models that it lists. Default: some of OpenAI's */
  readonly models?: ModelCatalogue
  /** How it shows the model's reasoning. Default: it never does. */
  readonly reasoning?: {
    /** The field of a message and of a delta that holds it. */
    readonly field: string
    /** Whether a request asks the model to reason and to show it. The body has the host's own parameters too. */
    readonly isShown: (body: ChatRequest & Readonly<Record<string, unknown>>) => boolean
  }
  /** Where its Chat Completions differ from OpenAI's. */
  readonly chat?: ChatQuirks
}

/**
 * The kinds of failure that a provider reports. Each provider words them in its own status, type, code and text.
 * The kinds are the union of what the providers document; a provider that lacks one uses its nearest.
 */
export const problemKinds = [
  'bad-request',
  'context-length-exceeded',
  'authentication',
  'billing',
  'permission',
  'model-not-found',
  'not-found',
  'conflict',
  'request-too-large',
  'unprocessable',
  'request-timeout',
  'rate-limit-requests',
  'rate-limit-tokens',
  'quota-exhausted',
  'server-error',
  'bad-gateway',
  'unavailable',
  'overloaded',
  'gateway-timeout',
] as const
export type ProblemKind = (typeof problemKinds)[number]

/** More exact causes of a failure, where some providers have words of their own for them. */
export const problemCauses = [
  'credit-balance',
  'spend-limit',
  'project-spend-limit',
  'usage-limit',
  'unnamed-quota',
  'retired',
  'steep-rise',
] as const
export type ProblemCause = (typeof problemCauses)[number]

/** How a provider says when to come back: whole seconds, an HTTP date, or milliseconds in `retry-after-ms`. */
export type RetryAfterForm = 'seconds' | 'date' | 'milliseconds'

/** What a rate limit has left, for the headers that clients read. */
export interface RateLimit {
  readonly limit: number
  readonly remaining: number
  /** Milliseconds until it is full again. */
  readonly resetIn: number
}

/** A failure that the provider reports, provider-neutral: as an HTTP error before the reply has begun, as an error event after. */
export interface Problem {
  readonly kind: ProblemKind
  /** What has caused it exactly. Default: the provider's usual cause of this kind */
  readonly cause?: ProblemCause
  /** The message. Default: the provider's own wording */
  readonly message?: string
  /** The request parameter at fault, where the provider names one. */
  readonly parameter?: string
  /** The provider's own `code`, where the kind's usual one does not fit; `null` for none. */
  readonly code?: string | null
  /** The HTTP status, if it is not the kind's usual one. */
  readonly status?: number
  /** Milliseconds that the provider asks the client to wait. */
  readonly retryAfter?: number
  readonly retryAfterForm?: RetryAfterForm
  /** What is in the `retry-after` header, word for word, if it is not what `retryAfter` says. */
  readonly retryAfterText?: string
  /** What the provider says in `x-should-retry`, which the OpenAI and Anthropic SDKs obey before all else. */
  readonly shouldRetry?: boolean
  /**
   * What of a tool server it is about: the tool itself, which fails while the server works, the session, or the version of the
   * protocol. Default: the request, as with any provider
   */
  readonly about?: 'tool' | 'session' | 'version'
  /** Whether a tool server tells it as an ordinary result, without saying that it is a failure. */
  readonly isUnmarked?: true
  /** Whether it passes on its own, although its kind usually never does. */
  readonly passes?: true
  readonly limits?: { readonly requests?: RateLimit; readonly tokens?: RateLimit }
}

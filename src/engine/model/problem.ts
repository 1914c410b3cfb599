/**
 * The kinds of failure that a provider reports, each with the provider's own status, type, code and text. The kinds are the union of what
 * the providers document. A provider without one of them uses its nearest.
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

/** More specific causes of a failure, for providers with their own wording for them. */
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

/** The format in which a provider sends Retry-After: full seconds, an HTTP date, or milliseconds in `retry-after-ms`. */
export type RetryAfterForm = 'seconds' | 'date' | 'milliseconds'

/** The remaining rate limit, for the headers that clients read. */
export interface RateLimit {
  readonly limit: number
  readonly remaining: number
  /** Milliseconds until it is full again. */
  readonly resetIn: number
}

/** A provider-neutral failure that the provider reports: an HTTP error before the response has started, an error event after that. */
export interface Problem {
  readonly kind: ProblemKind
  /** The exact cause. Default: the provider's usual cause of this kind */
  readonly cause?: ProblemCause
  /** The message. Default: the provider's own wording */
  readonly message?: string
  /** The invalid request parameter, the missing scope or the like, if the provider names one. */
  readonly parameter?: string
  /** The provider's own `code`, if it differs from the kind's usual one; `null` for none. */
  readonly code?: string | null
  /** The HTTP status, if it is not the kind's usual one. */
  readonly status?: number
  /** The wait that the provider requests, in ms. */
  readonly retryAfter?: number
  readonly retryAfterForm?: RetryAfterForm
  /** The exact `retry-after` header, if it differs from `retryAfter`. */
  readonly retryAfterText?: string
  /** The `x-should-retry` header, which the OpenAI and Anthropic SDKs obey before all else. */
  readonly shouldRetry?: boolean
  /**
   * The part of a tool server that failed: the tool, while the server works, the session, or the protocol version. Default: the request, as
   * for any provider
   */
  readonly about?: 'tool' | 'session' | 'version'
  /** Whether a tool server reports a changed list of tools at the same time. */
  readonly changesList?: true
  /** Whether it arrives as a success: with status 200, or as an ordinary result of a tool server. */
  readonly isUnmarked?: true
  /** Whether it is temporary, although its kind usually is not. */
  readonly passes?: true
  readonly limits?: { readonly requests?: RateLimit; readonly tokens?: RateLimit }
}

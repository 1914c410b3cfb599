/** Why a call returned no complete answer, and how to react. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure'
  /** Whether repeating the request to the same provider cannot help. */
  readonly isPermanent: boolean
  /** The wait that the provider requested, in ms. */
  readonly retryAfter: number | undefined

  constructor(message: string, options: { isPermanent?: boolean; retryAfter?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.isPermanent = options.isPermanent ?? false
    this.retryAfter = options.retryAfter
  }
}

/** No provider could answer. Names the failure of each. */
export class AssistantError extends Error {
  override readonly name = 'AssistantError'

  constructor(causes: readonly { readonly provider: string; readonly failure: CallFailure }[]) {
    super(`No provider could answer. ${causes.map(({ provider, failure }) => `${provider}: ${failure.message}`).join('; ')}`, {
      cause: causes,
    })
  }
}

/** The common part of both SDKs' errors. */
interface ApiError {
  readonly status?: number | undefined
  readonly headers?: Headers | undefined
  readonly code?: string | null | undefined
  readonly error?: unknown
}

const permanentStatuses = new Set([400, 401, 402, 403, 404, 413, 422])
const spent = /insufficient_quota|billing_hard_limit|spend_limit|credit balance/

/** How long to wait after a response, in ms: `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (milliseconds >= 0) return milliseconds
  const text = headers?.get('retry-after')
  if (text == null) return undefined
  const seconds = Number(text)
  const wait = Number.isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1_000
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

/** Converts an SDK's error. Unknown errors count as temporary. */
export function failureOf(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error
  const { status, headers, code, error: body } = error as ApiError
  const isSpent = status === 429 && spent.test(`${code ?? ''} ${JSON.stringify(body ?? '')}`)
  const isPermanent = isSpent || (status !== undefined && permanentStatuses.has(status))
  return new CallFailure(error instanceof Error ? error.message : String(error), {
    isPermanent,
    retryAfter: retryAfterOf(headers),
    cause: error,
  })
}

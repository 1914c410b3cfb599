/** Why a call brought no whole answer, and what to make of it. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure'
  /** Whether asking the same provider the same again can help. */
  readonly isPermanent: boolean
  /** Milliseconds that the provider asked to wait. */
  readonly retryAfter: number | undefined

  constructor(message: string, options: { isPermanent?: boolean; retryAfter?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.isPermanent = options.isPermanent ?? false
    this.retryAfter = options.retryAfter
  }
}

/** Nobody could answer. Names what went wrong with each provider. */
export class AssistantError extends Error {
  override readonly name = 'AssistantError'

  constructor(causes: readonly { readonly provider: string; readonly failure: CallFailure }[]) {
    super(`No provider could answer. ${causes.map(({ provider, failure }) => `${provider}: ${failure.message}`).join('; ')}`, {
      cause: causes,
    })
  }
}

/** What both SDKs' errors have in common. */
interface ApiError {
  readonly status?: number | undefined
  readonly headers?: Headers | undefined
  readonly code?: string | null | undefined
  readonly error?: unknown
}

const permanentStatuses = new Set([400, 401, 402, 403, 404, 413, 422])
const spent = /insufficient_quota|billing_hard_limit|spend_limit|credit balance/

/** How long a response asks to wait: `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN)
  if (milliseconds >= 0) return milliseconds
  const text = headers?.get('retry-after')
  if (text == null) return undefined
  const seconds = Number(text)
  const wait = Number.isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1_000
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

/** What an SDK threw, as a failure. What it is not sure of, it takes for something that may pass. */
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

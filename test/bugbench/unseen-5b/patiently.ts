/** A provider failed. Names it and the reason. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
}

/** The provider answered, but the answer is unusable: truncated, refused, empty, or in another form. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError'
}

/** The body of a success is not an answer but, for example, a page or an error. Another attempt can help. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError'
}

/** A signal that ends a call after `limit` ms, or when the user leaves. */
export function within(limit: number, signal: AbortSignal | undefined): AbortSignal {
  const deadline = AbortSignal.timeout(limit)
  return signal === undefined ? deadline : AbortSignal.any([signal, deadline])
}

/** Waits, or rejects with the reason of the signal. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  let stop: (() => void) | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, ms)
      stop = () => {
        clearTimeout(timer)
        reject(signal?.reason instanceof Error ? signal.reason : new Error('stopped'))
      }
      signal?.addEventListener('abort', stop, { once: true })
    })
  } finally {
    if (stop !== undefined) signal?.removeEventListener('abort', stop)
  }
}

interface Failure {
  readonly status?: unknown
  readonly statusCode?: unknown
  readonly headers?: unknown
  readonly responseHeaders?: unknown
  readonly rawResponse?: { readonly headers?: unknown }
  readonly cause?: unknown
  readonly code?: unknown
}

const permanentCodes = /CERT|ENOTFOUND|ERR_TLS/
const usedUp = /insufficient_quota|billing|credit|spend|usage limit|out of tokens|plan and/i
const lostConnection = /fetch failed|connection|cannot connect|network|terminated|timed? ?out|socket/i

const failureOf = (error: unknown): Failure => (typeof error === 'object' && error !== null ? error : {})

export function statusOf(error: unknown): number | undefined {
  const { status, statusCode } = failureOf(error)
  if (typeof status === 'number') return status
  return typeof statusCode === 'number' ? statusCode : undefined
}

function causes(error: unknown): string {
  let text = ''
  for (let at = error; at instanceof Error; at = at.cause) text += ` ${at.message} ${String(failureOf(at).code ?? '')}`
  return text
}

function headersOf(error: unknown): Headers {
  const { headers, responseHeaders, rawResponse } = failureOf(error)
  const found = headers ?? responseHeaders ?? rawResponse?.headers
  if (found instanceof Headers) return found
  return new Headers(typeof found === 'object' && found !== null ? (found as Record<string, string>) : {})
}

/** How long the provider asked to wait, in ms: seconds, a date, or retry-after-ms. */
function askedWait(headers: Headers): number {
  const milliseconds = Number(headers.get('retry-after-ms'))
  if (milliseconds > 0) return milliseconds
  const text = headers.get('retry-after') ?? ''
  const wait = /^[\d.]+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return wait > 0 ? wait : 0
}

/** Whether a later attempt can succeed. */
export function isTransient(error: unknown): boolean {
  if (error instanceof AnswerError) return false
  if (error instanceof ReplyError) return true
  if (headersOf(error).get('x-should-retry') === 'false') return false
  const status = statusOf(error)
  const text = causes(error)
  if (status === 429) return !usedUp.test(text)
  if (status !== undefined) return status === 408 || status === 409 || status >= 500
  return lostConnection.test(text) && !permanentCodes.test(text)
}

export interface Patience {
  readonly who: string
  readonly signal?: AbortSignal | undefined
  readonly tries?: number
  /** Limit of one attempt, in ms. */
  readonly perTry?: number
  /** Limit of all attempts and waits together, in ms. */
  readonly inTotal?: number
}

/** Tries a call a few times. Waits as long as the provider asks for, and gives up if that is too long. */
export async function patiently<Value>(attempt: (signal: AbortSignal) => Promise<Value>, patience: Patience): Promise<Value> {
  const { who, signal, tries = 3, perTry = 20_000, inTotal = 60_000 } = patience
  const end = Date.now() + inTotal
  for (let tried = 1; ; tried += 1) {
    signal?.throwIfAborted()
    const deadline = AbortSignal.timeout(Math.min(perTry, end - Date.now()))
    try {
      return await attempt(signal === undefined ? deadline : AbortSignal.any([signal, deadline]))
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof AnswerError) throw error
      const late = deadline.aborted
      const wait = Math.max(askedWait(headersOf(error)), (1 + Math.random()) * 500 * 2 ** tried)
      if ((late || isTransient(error)) && tried < tries && Date.now() + wait < end - 1000) {
        await pause(wait, signal)
        continue
      }
      const why = late ? 'no answer in time' : causes(error).trim().slice(0, 300)
      throw new ProviderError(`${who}: ${why} (attempt ${tried})`, { cause: error })
    }
  }
}

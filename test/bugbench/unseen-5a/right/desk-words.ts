import {
  wrongErrorFormat,
  authenticationFailed,
  badRequest,
  connectionReset,
  corruptGzip,
  emptyBody,
  errorWithStatus200,
  htmlError,
  misleadingRetryAfter,
  neverResponds,
  overloaded,
  quotaExhausted,
  rateLimited,
  refusal,
  wrongContentType,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

type Code = 'BUSY' | 'ACCOUNT' | 'QUESTION' | 'UNREACHABLE' | 'UNUSABLE'

interface Block {
  readonly type?: string
  readonly text?: string
}

interface Body {
  readonly type?: string
  readonly stop_reason?: string
  readonly content?: readonly Block[]
  readonly error?: { readonly type?: string; readonly message?: string }
}

const words: Readonly<Record<Code, string>> = {
  BUSY: 'The desk is busy. Please try again later.',
  ACCOUNT: 'The desk is closed because of our account. We have been told.',
  QUESTION: 'The desk cannot take this question. Please put it in another way.',
  UNREACHABLE: 'The desk cannot be reached at the moment.',
  UNUSABLE: 'The desk gave no answer that can be used.',
}

class DeskError extends Error {
  override readonly name = 'DeskError'
  readonly code: Code
  readonly detail: string
  /** When it is worth trying again, if the provider names a time. */
  readonly retryAt: Date | undefined
  /** Whether the provider asks not to repeat this call. */
  readonly isFinal: boolean

  constructor(code: Code, detail: string, options: { cause?: unknown; retryAfter?: number | undefined; isFinal?: boolean } = {}) {
    super(`${words[code]} (${detail})`, { cause: options.cause })
    this.code = code
    this.detail = detail
    this.isFinal = options.isFinal ?? false
    this.retryAt = options.retryAfter === undefined ? undefined : new Date(Date.now() + options.retryAfter)
  }
}

const longestPause = 10_000

const sleep = async (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })

/** The wait that a Retry-After asks for in ms: seconds or a date. Undefined without one, or if it makes no sense. */
function retryAfterOf(response: Response): number | undefined {
  const header = response.headers.get('retry-after')?.trim()
  if (!header) return undefined
  const wait = /^\d+(\.\d+)?$/.test(header)
    ? Number(header) * 1_000
    : /^[A-Z][a-z]{2}, /.test(header)
      ? Date.parse(header) - Date.now()
      : Number.NaN
  return wait > 0 ? wait : undefined
}

function codeOf(status: number, type: string | undefined): Code {
  if (status === 429 && /credit|billing|quota/i.test(type ?? '')) return 'ACCOUNT'
  if (status === 408 || status === 409 || status === 429 || status >= 500) return 'BUSY'
  return [401, 402, 403, 404].includes(status) ? 'ACCOUNT' : 'QUESTION'
}

async function attempt(question: string, signal: AbortSignal): Promise<string> {
  const limit = AbortSignal.timeout(20_000)
  let response: Response
  let text: string
  try {
    response = await fetch('https://api.anthropic.com/v1/messages', {
      method: 'POST',
      headers: { 'x-api-key': 'test', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user', content: question }] }),
      signal: AbortSignal.any([signal, limit]),
    })
    text = await response.text()
  } catch (error) {
    if (signal.aborted) throw error
    throw new DeskError('UNREACHABLE', limit.aborted ? 'no answer within 20 s' : `the connection failed, ${String(error)}`, {
      cause: error,
    })
  }
  let body: Body | null = null
  try {
    body = JSON.parse(text) as Body | null
  } catch {
    // A body that is not JSON is judged by its status, or is unusable.
  }
  const said = body?.error?.message ?? text.slice(0, 120)
  if (!response.ok) {
    const detail = `status ${response.status}: ${said}`
    throw new DeskError(codeOf(response.status, `${body?.error?.type} ${said}`), detail, {
      retryAfter: retryAfterOf(response),
      isFinal: response.headers.get('x-should-retry') === 'false',
    })
  }
  if (body?.type === 'error') throw new DeskError('BUSY', `an error with status 200: ${said}`)
  const blocks = Array.isArray(body?.content) ? (body.content as Block[]) : []
  const answer = blocks.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join('')
  if (body?.stop_reason === 'end_turn' && answer.trim() !== '') return answer
  throw new DeskError(body?.stop_reason === 'refusal' ? 'QUESTION' : 'UNUSABLE', `it ended with ${body?.stop_reason ?? 'no reason'}`)
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, journal, settledAfter } of runs.flat()) {
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (settledAfter > 51_000) return `The desk took ${settledAfter} ms.`
    if (typeof value === 'string' && value.trim() !== '') continue
    if (isCalm || !(error instanceof DeskError || (error as Error).name.includes('Abort'))) return `The desk ended with ${String(error)}`
    if (error instanceof DeskError && (error.detail === '' || error.retryAt?.toString() === 'Invalid Date'))
      return 'An error has no detail.'
  }
  return undefined
}

export const deskWords: YardstickApp = {
  name: 'desk-words',
  story: `A help desk without an SDK, by fetch at Anthropic. All that fails becomes one of five codes in words that customers understand, with
    the cause in brackets for the support. Only a busy provider is asked again, once and after the time it names; if that is longer than ten
    seconds, the error says at once when to come back, and nobody waits.`,
  sources: ['denoland/std#7299', 'ChaonanShen/MoonYao#44', 'mastra-ai/mastra#23778'],
  kind: 'transient',
  make() {
    return async ({ signal }): Promise<string> => {
      const question = 'How do I send a parcel back?'
      try {
        return await attempt(question, signal)
      } catch (error) {
        if (!(error instanceof DeskError) || error.code !== 'BUSY' || error.isFinal) throw error
        const pause = error.retryAt === undefined ? 2_000 : error.retryAt.getTime() - Date.now()
        if (pause > longestPause) throw error
        await sleep(pause, signal)
        return attempt(question, signal)
      }
    }
  },
  scripts: [
    {
      steps: [{ inject: [rateLimited({ form: 'date', retryAfter: '8s' }).first(1)] }, { inject: [rateLimited({ retryAfter: '1h' })] }, {}],
      wrong,
    },
    {
      steps: [
        { inject: [misleadingRetryAfter()] },
        { inject: [misleadingRetryAfter({ value: 'text' })] },
        { inject: [misleadingRetryAfter({ value: 'negative' })] },
      ],
      wrong,
    },
    {
      steps: [
        { inject: [htmlError()] },
        { inject: [htmlError({ status: 200 })] },
        { inject: [wrongErrorFormat()] },
        { inject: [errorWithStatus200()] },
      ],
      wrong,
    },
    {
      steps: [{ inject: [emptyBody()] }, { inject: [wrongContentType()] }, { inject: [corruptGzip()] }, { inject: [connectionReset()] }],
      wrong,
    },
    {
      steps: [{ inject: [quotaExhausted()] }, { inject: [authenticationFailed()] }, { inject: [badRequest()] }, { inject: [refusal()] }],
      wrong,
    },
    {
      steps: [
        { copies: 2, inject: [neverResponds()], abortAfter: 4_000 },
        { inject: [neverResponds()] },
        { inject: [overloaded({ retryAfter: '5s' })] },
      ],
      wrong,
    },
  ],
}

import OpenAI, { APIError } from 'openai'
import {
  truncatedAtMaxTokens,
  flapping,
  neverResponds,
  overloaded,
  partialOutage,
  quotaExhausted,
  rateLimited,
  refusal,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Report {
  readonly isComplete: boolean
  readonly sections: readonly { readonly title: string; readonly text: string }[]
  readonly missing: readonly { readonly title: string; readonly reason: string }[]
}

class NoReport extends Error {
  override readonly name = 'NoReport'
}

const titles = ['prices of oats', 'demand for rye', 'weather in the north', 'freight by rail']
const longestPause = 15_000

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

/** A refusal in plain words, which the provider reports as a complete answer. */
const isRefusal = (text: string): boolean => text.length < 200 && /^(i'm sorry|i am sorry|i can'?t|i cannot|as an ai)\b/i.test(text.trim())

/** How long to wait before the one retry, or undefined if there is to be none. */
function pauseAfter(error: unknown): number | undefined {
  if (!(error instanceof APIError) || error.code === 'insufficient_quota') return undefined
  const status = error.status as number | undefined
  if (status === undefined || !(status >= 500 || [408, 409, 429].includes(status))) return undefined
  const headers = error.headers as Headers | undefined
  if (headers?.get('x-should-retry') === 'false') return undefined
  const header = headers?.get('retry-after')
  if (!header) return status === 429 ? undefined : 2_000
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
  return wait > 0 && wait <= longestPause ? wait : undefined
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  for (const { value, error, settledAfter, journal } of runs.flat()) {
    const isCalm = journal.calls.every(({ fired }) => fired.length === 0)
    if (settledAfter > 80_000) return `A run took ${settledAfter} ms.`
    if (value === undefined) {
      if (isCalm || !(error instanceof NoReport || (error as Error).name.includes('Abort'))) return `A run ended with ${String(error)}`
      continue
    }
    const { isComplete, sections, missing } = value as Report
    if (sections.length + missing.length !== titles.length) return 'A section is neither there nor missing.'
    if (isComplete !== (missing.length === 0)) return 'The report says wrongly whether it is complete.'
    if (missing.some(({ reason }) => reason === '')) return 'A section is missing for no reason.'
    if (isCalm && !isComplete) return 'A calm run was not complete.'
  }
  return undefined
}

export const marketReport: YardstickApp = {
  name: 'market-report',
  story: `Writes the four sections of a market report at the same time, on the OpenAI SDK. A section that fails is left out on purpose, and
    the report says that it is not complete, what is missing and why. A call that failed for a moment is made once more, after the time in
    Retry-After, if that is short. Only when all sections fail is there an error.`,
  sources: ['betagouv/ComparIA#319', 'BrenoAlberto/pgReviewer#143', 'alphagov/email-alert-api#1405'],
  kind: 'content',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 0 })

    async function attempt(title: string, signal: AbortSignal): Promise<string> {
      const limit = AbortSignal.timeout(25_000)
      try {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o-mini', messages: [{ role: 'user', content: `Write the section about the ${title} for farmers.` }] },
          { signal: AbortSignal.any([signal, limit]) },
        )
        const choice = completion?.choices?.[0]
        if (choice?.message?.refusal) throw new Error('the model refused')
        if (choice?.finish_reason !== 'stop') throw new Error(`the text ended with ${choice?.finish_reason ?? 'nothing'}`)
        if (!choice.message.content?.trim()) throw new Error('the text is empty')
        if (isRefusal(choice.message.content)) throw new Error('the model refused')
        return choice.message.content
      } catch (error) {
        if (limit.aborted && !signal.aborted) throw new Error('no answer within 25 s', { cause: error })
        throw error
      }
    }

    async function write(title: string, signal: AbortSignal): Promise<string> {
      try {
        return await attempt(title, signal)
      } catch (error) {
        const pause = pauseAfter(error)
        if (signal.aborted || pause === undefined) throw error
        await sleep(pause, signal)
        return attempt(title, signal)
      }
    }

    return async ({ signal }): Promise<Report> => {
      signal.throwIfAborted()
      const results = await Promise.allSettled(titles.map(async (title) => write(title, signal)))
      signal.throwIfAborted()
      const sections: { title: string; text: string }[] = []
      const missing: { title: string; reason: string }[] = []
      for (const [at, result] of results.entries()) {
        const title = titles[at]!
        if (result.status === 'fulfilled') sections.push({ title, text: result.value })
        else missing.push({ title, reason: result.reason instanceof Error ? result.reason.message : String(result.reason) })
      }
      if (sections.length === 0) throw new NoReport(`No section could be written: ${missing.map(({ reason }) => reason).join('; ')}`)
      return { isComplete: missing.length === 0, sections, missing }
    }
  },
  scripts: [
    { steps: [{ inject: [neverResponds().nth(2)] }, { inject: [truncatedAtMaxTokens().nth(1), refusal().nth(3)] }, {}], wrong },
    { steps: [{ inject: [rateLimited({ form: 'date', retryAfter: '8s' }).first(3)] }, { inject: [quotaExhausted()] }], wrong },
    { steps: [{ inject: [partialOutage({ share: 0.5 })] }, { inject: [flapping({ down: '5s', up: '5s' })] }], wrong },
    { steps: [{ copies: 2, inject: [overloaded({ retryAfter: '10s' })], abortAfter: 3_000 }, { copies: 2 }], wrong },
  ],
}

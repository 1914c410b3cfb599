import { rateLimited } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Body {
  readonly choices?: readonly { readonly finish_reason?: string; readonly message?: { readonly content?: string | null } }[]
  readonly error?: { readonly message?: string }
}

class QuoteError extends Error {
  override readonly name = 'QuoteError'
}

const attempts = 3
const longestWait = 20_000

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

/** How long to wait before the next attempt, in ms. */
function waitFor(response: Response | undefined, attempt: number): number {
  const header = response?.headers.get('retry-after')
  const backoff = 1_000 * 2 ** attempt
  if (header === null || header === undefined) return backoff
  const wait = Number(header) * 1_000
  return wait < backoff ? backoff : wait
}

async function post(prompt: string, signal: AbortSignal): Promise<Response> {
  return fetch('https://openrouter.ai/api/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'mistralai/mistral-small', messages: [{ role: 'user', content: prompt }] }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]),
  })
}

async function quote(prompt: string, signal: AbortSignal): Promise<string> {
  let reason = ''
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    signal.throwIfAborted()
    let response: Response | undefined
    try {
      response = await post(prompt, signal)
      const text = await response.text()
      if (response.ok) {
        const { choices, error } = JSON.parse(text) as Body
        const content = choices?.[0]?.message?.content
        if (choices?.[0]?.finish_reason === 'stop' && content) return content
        throw new QuoteError(`The quote is not complete: ${error?.message ?? choices?.[0]?.finish_reason ?? 'no reason'}`)
      }
      reason = `status ${response.status}: ${text.slice(0, 200)}`
      if (response.status < 500 && ![408, 409, 429].includes(response.status)) throw new QuoteError(`The quote was refused, ${reason}`)
    } catch (error) {
      if (signal.aborted || error instanceof QuoteError) throw error
      reason = error instanceof Error ? error.message : String(error)
    }
    const wait = waitFor(response, attempt)
    if (wait > longestWait) throw new QuoteError(`There is no quote now, the provider wants a pause of ${wait} ms (${reason}).`)
    if (attempt < attempts - 1) await sleep(wait, signal)
  }
  throw new QuoteError(`There is no quote after ${attempts} attempts, ${reason}`)
}

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const { settledAfter, journal, error } = runs[0]![0]!
  const limited = journal.calls.filter(({ fired }) => fired.length > 0).length
  if (limited < attempts || settledAfter > 10_000) return undefined
  return `${limited} calls within ${settledAfter} ms to a provider that asked for 20 s each time: ${String(error)}`
}

export const quoteClient: YardstickApp = {
  name: 'quote-client',
  story: `A client without an SDK, for quotes of a carpenter, by fetch at OpenRouter. It tries three times, backs off, waits as long as
    Retry-After says and gives up at once if that is too long. Bug: it reads the header as seconds only. A date becomes NaN, which is no
    wait at all, so the three attempts hit the limit within a second, and the customer gets no quote.`,
  sources: ['elizaOS/eliza#22162', 'earendil-works/pi#9571', 'duolahypercho/codex-router#573'],
  faultsNeeded: 1,
  kind: 'transient',
  make() {
    return async ({ signal }) => quote('What does a table of oak for six people cost?', signal)
  },
  scripts: [{ steps: [{ inject: [rateLimited({ form: 'date', retryAfter: '20s' })] }], wrong }],
}

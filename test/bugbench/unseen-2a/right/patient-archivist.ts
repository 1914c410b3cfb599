import { setTimeout as sleep } from 'node:timers/promises'
import Anthropic from '@anthropic-ai/sdk'
import pRetry from 'p-retry'
import { truncatedAtMaxTokens, overloaded, permissionDenied, serverError, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

const letter = 'Harbour office, 3 May 1911. The steamer Aurora has arrived with forty crates of tea.'

function isWorthWaiting(error: Error): boolean {
  if (error instanceof Anthropic.APIUserAbortError) return false
  return (
    error instanceof Anthropic.APIConnectionError ||
    error instanceof Anthropic.RateLimitError ||
    error instanceof Anthropic.InternalServerError
  )
}

/** A provider that demands a longer wait, in ms, is not called again. */
const longestWait = 900_000

/** Milliseconds that the provider demands to wait. */
function askedWait(error: Error): number {
  const headers: unknown = error instanceof Anthropic.APIError ? error.headers : undefined
  return headers instanceof Headers ? Number(headers.get('retry-after') ?? 0) * 1_000 : 0
}

function wrong(steps: readonly ScriptedRun[][]): string | undefined {
  for (const run of steps.flat()) {
    const { calls } = run.journal
    if (run.settledAfter > 2 * 3_600_000) return 'The archivist waited for more than two hours.'
    const permanent = calls.findIndex(({ problem }) => problem?.permanent === true)
    if (permanent >= 0 && calls.length > permanent + 1) return 'A request that cannot succeed was sent again.'
    const text = (run.value as { text: string } | undefined)?.text
    if (text !== undefined && !calls.some(({ truth }) => truth === text)) return `"${text}" is not the whole summary.`
  }
  return undefined
}

export const patientArchivist: YardstickApp = {
  name: 'patient-archivist',
  story:
    'A night job of an archive lets Claude index old letters. Nobody waits for it, so it sits an outage out: it tries up to eight times over about an hour, waits as long as it is asked to, and gives up at once if the request is rejected or the answer is cut.',
  sources: ['thunderbird/tbpro-add-on#1173', 'f-is-h/Usage4Claude#86', 'MinBZK/regelrecht#908'],
  kind: 'transient',
  make() {
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 60_000, maxRetries: 0, logLevel: 'off' })

    async function index(signal: AbortSignal): Promise<string> {
      const message = await anthropic.messages.create(
        {
          model: 'claude-sonnet-4-6',
          max_tokens: 600,
          messages: [{ role: 'user', content: `Write an index entry for this letter: ${letter}` }],
        },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(90_000)]) },
      )
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message.stop_reason !== 'end_turn' || text === '') throw new Error(`the entry ended with ${message.stop_reason}`)
      return text
    }

    return async ({ signal }) => {
      const text = await pRetry(async () => index(signal), {
        retries: 7,
        minTimeout: 30_000,
        factor: 2,
        maxTimeout: 900_000,
        randomize: false,
        signal,
        async shouldRetry({ error }) {
          const wait = askedWait(error)
          if (!isWorthWaiting(error) || !(wait <= longestWait)) return false
          await sleep(wait, undefined, { signal })
          return true
        },
      })
      return { text }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { after: 60_000 }], wrong },
    { steps: [{ inject: [truncatedStream()] }], wrong },
    { steps: [{ inject: [permissionDenied()] }, { after: 86_400_000 }], wrong },
    { steps: [{ inject: [overloaded({ retryAfter: '5m' }).first(3)] }], wrong },
    { steps: [{ inject: [truncatedAtMaxTokens()], copies: 2 }], wrong },
    { steps: [{ inject: [overloaded()], abortAfter: 600_000 }, { after: 86_400_000 }], wrong },
  ],
}

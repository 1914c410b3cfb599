import { CohereClientV2, CohereError, CohereTimeoutError } from 'cohere-ai'
import { badRequest, emptyAnswer, rateLimited, serverError, truncatedStream } from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Night {
  state: 'written' | 'refused' | 'gave up'
  calls: number
}

const hour = 3_600_000
const month = 30 * 24 * hour

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  let refused = false
  for (const { value, effects, journal } of runs.flat()) {
    const { state, calls } = value as Night
    if (refused && journal.calls.length > 0) return 'A document that is refused for good is sent again.'
    if (calls !== journal.calls.length) return 'The count of tries is not true.'
    if (effects.length !== (state === 'written' ? 1 : 0)) return 'The summary is not filed, or filed without being written.'
    const hasty = journal.calls.some((call, at) => at > 0 && call.startedAt - (journal.calls[at - 1]?.startedAt ?? 0) < 60_000)
    if (hasty) return 'The worker does not wait.'
    refused = state === 'refused'
  }
  return undefined
}

export const nightWorkerWaitsAndRemembers: YardstickApp = {
  name: 'night-worker-waits-and-remembers',
  story:
    'Nightly summary of one long document by Cohere. Nobody is in a hurry: after a failure it waits as long as it is told, or an hour, and tries up to five times; it gives up for the night if it should wait longer than six hours. A document that is refused for good is not sent again for a month, and each night resolves with "refused". Unusual: runs of hours, and runs without a call.',
  sources: ['Bobby9228/lambs#35', 'career-ops-hq/career-ops#4325', 'micz/ThunderAI#902'],
  kind: 'permanent',
  make() {
    const client = new CohereClientV2({ token: 'test' })
    let filed = 0
    let refusedAt: number | undefined

    const waitFor = (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, ms)
        signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)), { once: true })
      })

    async function summarize(signal: AbortSignal): Promise<string> {
      const messages = [{ role: 'user' as const, content: 'Summarize the minutes of the council.' }]
      const reply = await client.chat(
        { model: 'command-a-03-2025', messages },
        { maxRetries: 0, timeoutInSeconds: 120, abortSignal: signal },
      )
      const text = (reply.message.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('')
      if (reply.finishReason !== 'COMPLETE' || text === '') throw new Error(`The summary ended with ${reply.finishReason}.`)
      return text
    }

    const told = (error: unknown): number => {
      const header = error instanceof CohereError ? (error.rawResponse?.headers.get('retry-after') ?? '') : ''
      const ms = header === '' || Number.isNaN(Number(header)) ? Date.parse(header) - Date.now() : Number(header) * 1_000
      return Number.isNaN(ms) ? hour : Math.max(ms, 60_000)
    }
    const isPermanent = (error: unknown): boolean =>
      error instanceof CohereError &&
      !(error instanceof CohereTimeoutError) &&
      [400, 401, 402, 403, 404, 413, 422].includes(error.statusCode ?? 0)

    return async ({ observe, signal }): Promise<Night> => {
      if (refusedAt !== undefined && Date.now() - refusedAt < month) return { state: 'refused', calls: 0 }
      let calls = 0
      while (calls < 5) {
        calls += 1
        try {
          await summarize(signal)
          filed += 1
          observe.effect(`filed:${filed}`)
          return { state: 'written', calls }
        } catch (error) {
          if (signal.aborted) throw error
          if (isPermanent(error)) {
            refusedAt = Date.now()
            observe.alert(`The minutes are refused for good: ${String(error)}`)
            return { state: 'refused', calls }
          }
          const wait = told(error)
          if (calls === 5 || wait > 6 * hour) break
          await waitFor(wait, signal)
        }
      }
      observe.alert('The minutes have no summary tonight.')
      return { state: 'gave up', calls }
    }
  },
  scripts: [
    { steps: [{ inject: [serverError()] }, { after: 24 * hour }], wrong },
    { steps: [{ inject: [rateLimited({ retryAfter: '30m' }).first(2)] }], wrong },
    { steps: [{ inject: [truncatedStream()] }, { after: 24 * hour }], wrong },
    { steps: [{ inject: [badRequest()] }, { after: 24 * hour }], wrong },
    { steps: [{ inject: [emptyAnswer().first(1)] }, { inject: [serverError().first(4)], after: 24 * hour }], wrong },
  ],
}

import Anthropic from '@anthropic-ai/sdk'
import { overloaded, quotaExhausted } from '../../../../faults/index.ts'
import { rightScripts } from '../checks.ts'
import { askedWait, pause } from '../pause.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

function retryAfter(error: unknown): number {
  if (!(error instanceof Anthropic.RateLimitError || error instanceof Anthropic.InternalServerError)) return 0
  return askedWait(error.headers)
}

export const patientNightWorker: YardstickApp = {
  name: 'patient-night-worker',
  story:
    'A worker writes the summary of the day at night. It has time: after a transient failure it waits as long as the provider asks, else a minute, then longer, and gives up after an hour. What the provider refuses for good goes to the dead letters at once, with its reason.',
  sources: ['bee-queue/bee-queue#435', 'elastic/kibana#260540', 'coder/xum#544'],
  kind: 'transient',
  make() {
    const client = new Anthropic({ apiKey: 'test', maxRetries: 0, timeout: 60_000 })
    const isTransient = (error: unknown): boolean =>
      !(error instanceof Anthropic.APIError) || error.status === undefined || error.status === 429 || error.status >= 500

    async function summarize(signal: AbortSignal): Promise<string> {
      const message = await client.messages.create(
        { model: 'claude-sonnet-4-6', max_tokens: 1_000, messages: [{ role: 'user', content: 'Summarize the tickets of today.' }] },
        { signal },
      )
      const text = message?.content?.map((block) => (block.type === 'text' ? block.text : '')).join('')
      if (message?.stop_reason !== 'end_turn' || !text)
        throw new Error(`The summary is incomplete: ${message?.stop_reason ?? 'no reason given'}.`)
      return text
    }

    return async ({ observe, signal }) => {
      const deadline = Date.now() + 3_600_000
      for (let minimum = 60_000; ; minimum *= 2) {
        try {
          const text = await summarize(signal)
          observe.effect('store summary')
          return { ok: true, text }
        } catch (error) {
          signal.throwIfAborted()
          const asked = retryAfter(error)
          const wait = Math.max(minimum, asked)
          if (!isTransient(error) || Date.now() + wait > deadline) {
            observe.alert(`dead letter: ${String(error)}`)
            return { ok: false, reason: String(error) }
          }
          await pause(wait, signal)
          signal.throwIfAborted()
        }
      }
    }
  },
  scripts: rightScripts(
    [
      [{ inject: [overloaded().between(0, '20m')] }, { after: 60_000 }],
      [{ inject: [quotaExhausted()] }, { after: 60_000 }],
    ],
    (run) => {
      const value = run.value as { ok: boolean } | undefined
      if (value?.ok === true && run.journal.calls.at(-1)?.finish !== 'stop') return 'An incomplete summary was stored.'
      return value?.ok === false && run.alerts.length === 0 ? 'A summary was given up in silence.' : undefined
    },
  ),
}

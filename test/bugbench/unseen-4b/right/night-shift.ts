import Anthropic from '@anthropic-ai/sdk'
import pRetry, { AbortError } from 'p-retry'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Task } from '../../../../src/property/index.ts'
import { badRequest, truncatedAtMaxTokens, overloaded, rateLimited, serverError, truncatedStream } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { askedWait } from '../asked-wait.ts'
import { checked, finishedAnswers, recovering } from '../checked.ts'
import { within } from '../within.ts'

const longestWait = 3_600_000
const reports = ['report-a', 'report-b']

interface Finished {
  readonly id: string
  readonly summary: string
  readonly tries: number
}

const isPermanent = (error: unknown): boolean =>
  error instanceof Anthropic.APIError &&
  Number(error.status) >= 400 &&
  Number(error.status) < 500 &&
  ![408, 409, 429].includes(Number(error.status))

function make(): Task {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0, timeout: 120_000 })

  async function summarize(id: string, signal: AbortSignal | undefined): Promise<Finished> {
    const once = async (tries: number): Promise<Finished> => {
      try {
        const message = await client.messages.create(
          { model: 'claude-haiku-4-5', max_tokens: 500, messages: [{ role: 'user', content: `Summarize the ${id} of the field team.` }] },
          { signal: within(120_000, signal) },
        )
        if (message.stop_reason !== 'end_turn') throw new AbortError(`The summary is incomplete: ${String(message.stop_reason)}`)
        const summary = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        if (summary.trim() === '') throw new Error('The summary is empty.')
        return { id, summary, tries }
      } catch (error) {
        throw isPermanent(error) && error instanceof Error ? new AbortError(error) : error
      }
    }
    return pRetry(once, {
      retries: 8,
      minTimeout: 60_000,
      maxTimeout: 900_000,
      randomize: true,
      signal,
      async onFailedAttempt({ error, retriesLeft }) {
        const wait = error instanceof Anthropic.APIError && error.headers instanceof Headers ? askedWait(error.headers) : 0
        if (wait > longestWait) throw error
        if (retriesLeft > 0) await sleep(wait, undefined, { signal })
      },
    })
  }

  return async ({ observe, signal }) => {
    const results: (Finished | { readonly id: string; readonly failed: string })[] = []
    for (const id of reports) {
      try {
        results.push(await summarize(id, signal))
        observe.effect(`stored:${id}`)
      } catch (error) {
        signal?.throwIfAborted()
        results.push({ id, failed: String(error) })
      }
    }
    return results
  }
}

function wrong(run: ScriptedRun): string | undefined {
  if (run.error !== undefined) return run.effects.length > reports.length ? 'A summary was stored twice.' : undefined
  const results = run.value as (Partial<Finished> & { failed?: string })[]
  const stored = results.filter((result) => result.summary !== undefined)
  if (results.length !== reports.length) return 'A report is missing from the result.'
  if (stored.some((result) => !finishedAnswers(run).includes(result.summary ?? '')))
    return 'A summary was stored that no finished answer gave.'
  if (stored.length !== run.effects.length) return 'What is stored is not what is reported.'
  return undefined
}

export const nightShift: YardstickApp = {
  name: 'night-shift',
  story:
    'A worker of the night summarizes reports by Claude and has time: with p-retry it tries each for more than an hour, waits as long as it is asked to, and gives up at once on what no wait can mend. Each result says how many tries it took, or why it failed.',
  sources: ['career-ops-hq/career-ops#875', 'career-ops-hq/career-ops#4325', 'elastic/kibana#251041', 'sindresorhus/p-retry readme.md'],
  kind: 'transient',
  make,
  scripts: [
    ...checked(wrong, [
      [{ inject: [serverError().first(6)] }],
      [{ inject: [serverError()] }],
      [{ inject: [truncatedStream({ at: '100 bytes' }).first(1)] }],
      [{ inject: [badRequest()] }],
      [{ inject: [rateLimited({ retryAfter: '20m' }).first(2)] }],
      [{ inject: [truncatedAtMaxTokens().first(1)] }],
      [{ inject: [overloaded()], abortAfter: 300_000 }],
      [{ inject: [serverError().first(3)], copies: 2 }],
    ]),
    recovering(wrong, [{ inject: [overloaded()] }, { after: 86_400_000 }]),
  ],
}

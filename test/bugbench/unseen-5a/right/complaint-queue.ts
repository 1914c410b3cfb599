import { createMistral } from '@ai-sdk/mistral'
import { APICallError, generateText, Output } from 'ai'
import { z } from 'zod'
import {
  authenticationFailed,
  badRequest,
  contentFilter,
  invalidStructuredOutput,
  neverResponds,
  partialOutage,
  quotaExhausted,
  rateLimited,
} from '../../../../faults/catalogue.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'

interface Work {
  readonly done: readonly string[]
  readonly waiting: readonly string[]
  /** For a person, with the reason. */
  readonly setAside: readonly string[]
  /** Why the run ended before the queue was empty, if so. */
  readonly stoppedBy?: string
}

interface Complaint {
  readonly id: string
  readonly text: string
  failures: number
}

const mostFailures = 3
const Verdict = z.object({ department: z.enum(['kitchen', 'service', 'billing']), isUrgent: z.boolean() })

class NoAnswer extends Error {}

/** Failures of the account or of the provider, which the next complaint would meet as well. The others are due to the complaint. */
const concernsAll = (error: unknown): boolean =>
  error instanceof NoAnswer || (APICallError.isInstance(error) && ![400, 413, 422].includes(error.statusCode ?? 0))

/** Rejects on an abort, also while the work waits for its turn. */
const orAborted = async <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => void reject(signal.reason as Error), { once: true })
    work.then(resolve, reject)
  })

function wrong(runs: readonly ScriptedRun[][]): string | undefined {
  const copies = runs.flat().length
  const last = runs.at(-1)?.at(-1)
  const work = last?.value as Work | undefined
  for (const { value, error, settledAfter } of runs.flat()) {
    if (value === undefined && !(error as Error | undefined)?.name.includes('Abort')) return `A run ended with ${String(error)}`
    if (settledAfter > 70_000) return `A run took ${settledAfter} ms.`
  }
  if (work === undefined) return undefined
  const done = new Set(runs.flat().flatMap(({ value }) => (value as Work | undefined)?.done ?? []))
  const known = new Set([...done, ...work.waiting, ...work.setAside])
  if (known.size !== 2 * copies) return `${2 * copies - known.size} complaints are lost.`
  if (work.setAside.length > 0 && runs.flat().every(({ alerts }) => alerts.length === 0)) return 'Nobody was told what was set aside.'
  if (work.waiting.length > 0 && work.stoppedBy === undefined && last?.alerts.length === 0) return 'Complaints wait for no reason.'
  return undefined
}

export const complaintQueue: YardstickApp = {
  name: 'complaint-queue',
  story: `A worker that sorts complaints, on the AI SDK with Mistral. A failure that the next complaint would meet as well, such as a bad key,
    a limit or an outage, ends the run at once and counts against no complaint, which goes to the end of the queue. Any other failure
    counts, and after three in three runs the complaint is set aside for a person, with an alert. It never retries within a run, and never throws but for an abort.`,
  sources: ['openclaw/openclaw#33460', 'useautumn/autumn#2390', 'JobService/job-service#535'],
  kind: 'permanent',
  make() {
    const model = createMistral({ apiKey: 'test' })('mistral-small-latest')
    const setAside: string[] = []
    let queue: readonly Complaint[] = []
    let turn: Promise<unknown> = Promise.resolve()
    let arrived = 0

    async function sort(complaint: Complaint, signal: AbortSignal): Promise<void> {
      const limit = AbortSignal.timeout(15_000)
      try {
        const { finishReason, output } = await generateText({
          model,
          output: Output.object({ schema: Verdict }),
          prompt: `Who has to answer this complaint? ${complaint.text}`,
          maxRetries: 0,
          abortSignal: AbortSignal.any([signal, limit]),
        })
        if (finishReason !== 'stop') throw new Error(`the model stopped with ${finishReason}`)
        Verdict.parse(output)
      } catch (error) {
        if (limit.aborted && !signal.aborted) throw new NoAnswer('no answer within 15 s', { cause: error })
        throw error
      }
    }

    async function run(observe: { alert(text: string): void }, signal: AbortSignal): Promise<Work> {
      const done: string[] = []
      const todo = queue.slice(0, 4)
      for (const complaint of todo) {
        try {
          await sort(complaint, signal)
          done.push(complaint.id)
          queue = queue.filter((other) => other !== complaint)
        } catch (error) {
          if (signal.aborted) throw error
          const reason = error instanceof Error ? error.message : String(error)
          queue = queue.filter((other) => other !== complaint)
          if (concernsAll(error)) {
            queue = [...queue, complaint]
            observe.alert(`The sorting of complaints has stopped: ${reason}`)
            return { done, waiting: queue.map(({ id }) => id), setAside: [...setAside], stoppedBy: reason }
          }
          complaint.failures += 1
          observe.alert(`Complaint ${complaint.id} failed ${complaint.failures} times: ${reason}`)
          if (complaint.failures < mostFailures) queue = [...queue, complaint]
          else setAside.push(complaint.id)
        }
      }
      const stoppedBy = queue.length > 0 ? { stoppedBy: `the run takes ${todo.length} complaints, the others wait for the next one` } : {}
      return { done, waiting: queue.map(({ id }) => id), setAside: [...setAside], ...stoppedBy }
    }

    return async ({ observe, signal }): Promise<Work> => {
      arrived += 1
      const texts = ['The soup was cold and the waiter laughed.', 'You charged my card twice.']
      queue = [...queue, ...texts.map((text, at) => ({ id: `c${arrived}.${at}`, text, failures: 0 }))]
      const work = turn.then(async () => {
        signal.throwIfAborted()
        return run(observe, signal)
      })
      turn = work.catch(() => undefined)
      return orAborted(work, signal)
    }
  },
  scripts: [
    { steps: [{ inject: [authenticationFailed()] }, { after: 60_000, inject: [quotaExhausted()] }, {}, {}], wrong },
    { steps: [1, 2, 3, 4].map(() => ({ after: 60_000, inject: [invalidStructuredOutput().first(2)] })), wrong },
    {
      steps: [{ inject: [neverResponds()] }, { inject: [contentFilter()] }, { inject: [badRequest()] }, { inject: [partialOutage()] }],
      wrong,
    },
    { steps: [{ copies: 2, inject: [rateLimited({ retryAfter: '90s' }).nth(2)], abortAfter: 1_500 }, { copies: 2 }, {}], wrong },
  ],
}

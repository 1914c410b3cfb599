import { Mistral } from '@mistralai/mistralai'
import { MistralError } from '@mistralai/mistralai/models/errors'
import { authenticationFailed } from '../../../../faults/index.ts'
import { askedWait, pause } from '../pause.ts'
import { noRetryOfPermanent } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

interface Job {
  readonly id: string
  readonly text: string
  readonly deadline: number
  readonly tries: number
}

export const workerRequeuesBadKey: YardstickApp = {
  name: 'worker-requeues-bad-key',
  story:
    'A worker translates product texts with Mistral. A job that fails goes back into the queue with a growing pause, until its deadline after four hours. It does so for any failure, also for a revoked key: each job calls the provider dozens of times, in vain, and the shop learns only hours later that nothing was translated.',
  sources: ['thedotmack/claude-mem#1481', 'coder/xum#544'],
  faultsNeeded: 1,
  kind: 'permanent',
  fitting: noRetryOfPermanent(),
  make() {
    const client = new Mistral({ apiKey: 'test', timeoutMs: 30_000 })

    async function translate(job: Job, signal: AbortSignal): Promise<string> {
      const response = await client.chat.complete(
        { model: 'mistral-small-latest', messages: [{ role: 'user', content: `Translate into French: ${job.text}` }] },
        { signal, retries: { strategy: 'none' } },
      )
      const [choice] = response.choices
      const content = choice?.message?.content
      if (choice?.finishReason !== 'stop' || typeof content !== 'string' || content === '')
        throw new Error(`The translation of ${job.id} is incomplete.`)
      return content
    }

    return async ({ observe, signal }) => {
      const queue: Job[] = ['A lamp made of oak.', 'A chair for the garden.'].map((text, index) => ({
        id: `text ${index + 1}`,
        text,
        deadline: Date.now() + 4 * 3_600_000,
        tries: 0,
      }))
      const results: { id: string; translation?: string; failed?: string }[] = []
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        try {
          results.push({ id: job.id, translation: await translate(job, signal) })
        } catch (error) {
          if (signal.aborted) throw error
          const asked = error instanceof MistralError ? askedWait(error.headers) : 0
          const wait = Math.max(asked, Math.min(5_000 * 2 ** job.tries, 300_000))
          if (Date.now() + wait > job.deadline) {
            observe.alert(`${job.id} has failed: ${String(error)}`)
            results.push({ id: job.id, failed: String(error) })
            continue
          }
          await pause(wait, signal)
          signal.throwIfAborted()
          queue.push({ ...job, tries: job.tries + 1 })
        }
      }
      return results
    }
  },
  scripts: [
    {
      steps: [{ inject: [authenticationFailed()] }],
      wrong(steps) {
        const refused = steps[0]?.[0]?.journal.calls.filter((call) => call.problem?.permanent === true).length ?? 0
        return refused > 4 ? `The worker called the provider ${refused} times with a key that is refused.` : undefined
      },
    },
  ],
}

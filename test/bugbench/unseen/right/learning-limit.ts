import OpenAI from 'openai'
import { rateLimited } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

/** Learns how many calls at a time are allowed. 50% fewer after a rate limit, but at least one; one more after each success. */
class LearningLimit {
  #limit = 4
  #running = 0
  readonly #line: (() => void)[] = []

  async run<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value> {
    await this.#enter(signal)
    try {
      const value = await work()
      this.#limit = Math.min(this.#limit + 1, 16)
      return value
    } catch (error) {
      if (error instanceof OpenAI.RateLimitError) this.#limit = Math.max(1, Math.floor(this.#limit / 2))
      throw error
    } finally {
      this.#running -= 1
      this.#admit()
    }
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    await new Promise<void>((resolve, reject) => {
      const admitted = (): void => {
        signal.removeEventListener('abort', left)
        this.#running += 1
        resolve()
      }
      const left = (): void => {
        this.#line.splice(this.#line.indexOf(admitted), 1)
        reject(new Error('Stopped while waiting in line.'))
      }
      signal.addEventListener('abort', left, { once: true })
      this.#line.push(admitted)
      this.#admit()
    })
  }

  #admit(): void {
    while (this.#running < this.#limit) {
      const next = this.#line.shift()
      if (next === undefined) return
      next()
    }
  }
}

export const learningLimit: YardstickApp = {
  name: 'learning-limit',
  story:
    'A limiter learns how many calls at a time the provider takes, never lets fewer than one through, and queues the rest; a caller that is aborted leaves the queue. Rate limits are handed on after the retries of the SDK.',
  sources: [
    'Netflix/concurrency-limits concurrency-limits-core/src/main/java/com/netflix/concurrency/limits/limit/AIMDLimit.java',
    'Signet-AI/signetai#510',
    'cowprotocol/services#4804',
  ],
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 2 })
    const limit = new LearningLimit()
    return ({ signal }) =>
      limit.run(signal, async () => {
        const { choices } = await client.chat.completions.create(
          { model: 'gpt-4o', messages: [{ role: 'user', content: 'Describe the pump in one line.' }] },
          { signal },
        )
        if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('The answer is not complete.')
        return choices[0].message.content
      })
  },
  scripts: ordeals(
    {
      isFull: (value) => typeof value === 'string' && value !== '',
      fault: (run) => (run.value === undefined ? undefined : untold(run, run.value as string)),
    },
    {
      steps: [
        { inject: [rateLimited()], copies: 5 },
        { copies: 5, after: 60_000 },
      ],
      wrong: ([, later]) => (later?.every(({ error }) => error === undefined) ? undefined : 'A minute after the limit it does not work.'),
    },
  ),
}

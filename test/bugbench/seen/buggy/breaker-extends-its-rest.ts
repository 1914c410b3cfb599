import OpenAI from 'openai'
import { serverError } from '../../../../faults/index.ts'
import { minute } from '../checks.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

class CircuitBreaker {
  #failures = 0
  #lastFailureAt = 0

  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      const isOpen = this.#failures >= 3 && Date.now() - this.#lastFailureAt < 300_000
      if (isOpen) throw new Error('The circuit is open.')
      const value = await work()
      this.#failures = 0
      return value
    } catch (error) {
      this.#failures++
      this.#lastFailureAt = Date.now()
      throw error
    }
  }
}

export const breakerExtendsItsRest: YardstickApp = {
  name: 'breaker-extends-its-rest',
  story:
    'A search box with a hand-written circuit breaker. Bug: what the open breaker turns away counts as a failure too and begins its rest anew, so with users who come more often than every five minutes it never closes again.',
  sources: ['SynkraAI/aiox-core#469', 'kakarath/upshiftrx-website src/lib/circuit-breaker.ts'],
  faultsNeeded: 1,
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', timeout: 20_000, maxRetries: 0 })
    const breaker = new CircuitBreaker()

    return ({ signal }) =>
      breaker.run(async () => {
        const completion = await client.chat.completions.create(
          { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Suggest a search for warm boots.' }] },
          { signal },
        )
        const choice = completion.choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error('The suggestion is incomplete.')
        return choice.message.content
      })
  },
  scripts: [
    {
      steps: [...Array.from({ length: 3 }, () => ({ inject: [serverError()] })), ...Array.from({ length: 8 }, () => ({ after: minute }))],
      wrong: (runs) => (runs.at(-1)![0]!.error === undefined ? undefined : 'The circuit is still open, minutes after the provider healed.'),
    },
  ],
}

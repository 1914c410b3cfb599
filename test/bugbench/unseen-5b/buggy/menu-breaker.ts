import { Mistral } from '@mistralai/mistralai'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { contentFilter, neverResponds, serverError } from '../../../../faults/index.ts'
import type { ScriptedRun, YardstickApp } from '../../yardstick-app.ts'
import { AnswerError, patiently, ReplyError } from '../patiently.ts'

class PausedError extends Error {
  override readonly name = 'PausedError'
}

const Reply = z.object({
  choices: z.array(z.object({ finishReason: z.string(), message: z.object({ content: z.string().min(1) }) })).min(1),
})

/** Opens after three failures in a row; after 30 s it lets one probe through. */
class Breaker {
  #failures = 0
  #openUntil = 0
  #probing = false

  async run<Value>(work: () => Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
    if (this.#failures >= 3) {
      if (Date.now() < this.#openUntil || this.#probing)
        throw new PausedError('The translation pauses after an outage. Please try again soon.')
      this.#probing = true
    }
    try {
      const value = await work()
      this.#failures = 0
      this.#probing = false
      return value
    } catch (error) {
      // A guest who leaves or one refused text is not a failure of the provider.
      if (!signal?.aborted && !(error instanceof AnswerError)) {
        this.#failures += 1
        this.#openUntil = Date.now() + 30_000
        this.#probing = false
      }
      throw error
    }
  }
}

function make(): Task {
  const client = new Mistral({ apiKey: 'test', retryConfig: { strategy: 'none' } })
  const breaker = new Breaker()

  async function translate(dish: string, signal: AbortSignal): Promise<string> {
    const reply = await client.chat.complete(
      { model: 'mistral-small-latest', messages: [{ role: 'user', content: `Translate this dish into French: ${dish}` }] },
      { signal },
    )
    const read = Reply.safeParse(reply)
    if (!read.success) throw new ReplyError('Mistral sent something else than a translation.', { cause: read.error })
    const choice = read.data.choices[0]
    if (choice?.finishReason !== 'stop') throw new AnswerError(`The translation is cut: ${choice?.finishReason}.`)
    return choice.message.content
  }

  return async ({ signal }) =>
    breaker.run(
      async () =>
        patiently(async (within) => translate('Dumplings with chanterelles', within), { who: 'Mistral', signal, tries: 1, perTry: 15_000 }),
      signal,
    )
}

const wrong = (runs: readonly ScriptedRun[][]): string | undefined =>
  runs.at(-1)?.[0]?.error instanceof PausedError ? 'A day after the outage the translation still pauses.' : undefined

const outage = { inject: [serverError()], after: 1000 }

export const menuBreaker: YardstickApp = {
  name: 'menu-breaker',
  story:
    'Menus are translated by Mistral behind a circuit breaker, which opens after three failures and then lets one probe through at a time. The bug: a probe that ends as neither success nor outage, since the guest left or the text was filtered, stays "on its way" for good. The breaker never closes again.',
  sources: ['vellum-ai/vellum-assistant#8108', 'connor4312/cockatiel src/CircuitBreakerPolicy.ts'],
  faultsNeeded: 2,
  kind: 'state',
  make,
  scripts: [
    { steps: [outage, outage, outage, { after: 60_000, inject: [contentFilter()] }, { after: 86_400_000 }], wrong },
    { steps: [outage, outage, outage, { after: 60_000, inject: [neverResponds()], abortAfter: 5000 }, { after: 86_400_000 }], wrong },
  ],
}

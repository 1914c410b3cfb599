import OpenAI from 'openai'
import { badRequest, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

/** A circuit breaker: opens after three failures, and lets one call through every 30 s. */
class Breaker {
  #failures = 0
  #openUntil = 0
  #isProbing = false

  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#failures >= 3) {
      if (Date.now() < this.#openUntil || this.#isProbing)
        throw new Error('The assistant is not available right now. Try again in a minute.')
      this.#isProbing = true
    }
    try {
      const value = await work()
      this.#failures = 0
      this.#isProbing = false
      return value
    } catch (error) {
      if (!isCallersFault(error)) this.#fail()
      throw error
    }
  }

  #fail(): void {
    this.#failures += 1
    this.#isProbing = false
    this.#openUntil = Date.now() + 30_000
  }
}

/** A wrong request is not a sign of the health of the provider. */
function isCallersFault(error: unknown): boolean {
  return error instanceof OpenAI.APIError && error.status !== undefined && error.status >= 400 && error.status < 429
}

export const probeFlagStuck: YardstickApp = {
  name: 'probe-flag-stuck',
  story:
    'A hand-written breaker lets one probe through when its time is over. Failures that are the fault of the caller do not count. But if the probe itself fails that way, nobody takes back the mark that a probe is under way: every call from then on is refused, until the process restarts.',
  sources: ['bytedance/deer-flow#3991', 'BerriAI/litellm#39701', 'vellum-ai/vellum-assistant#22509'],
  faultsNeeded: 2,
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 2, timeout: 20_000 })
    const breaker = new Breaker()
    return ({ signal }) =>
      breaker.run(async () => {
        const { choices } = await client.chat.completions.create(
          { model: 'gpt-4o', messages: [{ role: 'user', content: 'Which size fits a foot of 26 cm?' }] },
          { signal },
        )
        if (choices[0]?.finish_reason !== 'stop' || !choices[0].message.content) throw new Error('The model gave no complete answer.')
        return choices[0].message.content
      })
  },
  scripts: [
    {
      steps: [{ inject: [serverError()], copies: 3 }, { inject: [badRequest()], after: 60_000 }, { after: 86_400_000 }],
      wrong: ([, , nextDay]) =>
        nextDay?.[0]?.journal.calls.length === 0 ? 'A day later the breaker still refuses every call.' : undefined,
    },
  ],
}

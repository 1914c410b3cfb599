import Anthropic from '@anthropic-ai/sdk'
import { badRequest, serverError } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { ordeals, untold } from '../ordeals.ts'

class BreakerOpen extends Error {
  override readonly name = 'BreakerOpen'
}

type State =
  | { readonly type: 'closed'; readonly failures: number }
  | { readonly type: 'open'; readonly until: number }
  | { readonly type: 'probing' }

const isProvidersFault = (error: unknown): boolean =>
  !(error instanceof Anthropic.APIUserAbortError) &&
  !(error instanceof Anthropic.APIError && error.status !== undefined && error.status >= 400 && error.status < 429)

/** Opens after four failures in a row, and lets one call at a time probe after 20 s. */
class Breaker {
  #state: State = { type: 'closed', failures: 0 }

  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    const before = this.#admit()
    try {
      const value = await work()
      this.#state = { type: 'closed', failures: 0 }
      return value
    } catch (error) {
      if (isProvidersFault(error)) this.#fail(before)
      else if (before.type === 'open') this.#state = before
      throw error
    }
  }

  #admit(): State {
    const state = this.#state
    if (state.type === 'probing' || (state.type === 'open' && Date.now() < state.until))
      throw new BreakerOpen('Claude has trouble. Try again soon.')
    if (state.type === 'open') this.#state = { type: 'probing' }
    return state
  }

  #fail(before: State): void {
    const failures = this.#state.type === 'closed' ? this.#state.failures + 1 : 4
    this.#state = before.type === 'open' || failures >= 4 ? { type: 'open', until: Date.now() + 20_000 } : { type: 'closed', failures }
  }
}

export const breakerWithProbe: YardstickApp = {
  name: 'breaker-with-probe',
  story:
    'A hand-written breaker as a state: closed with a count, open until a time, probing. A probe that fails for another reason than the provider puts the breaker back to where it was, so the next caller may probe.',
  sources: ['bytedance/deer-flow#3991', 'nodeshift/opossum#59', 'vellum-ai/vellum-assistant#8108'],
  kind: 'state',
  make() {
    const client = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 1 })
    const breaker = new Breaker()
    return ({ signal }) =>
      breaker.run(async () => {
        const message = await client.messages.create(
          { model: 'claude-haiku-4-5', max_tokens: 300, messages: [{ role: 'user', content: 'Which glove fits a hand of 20 cm?' }] },
          // The timeout of the SDK ends with the headers.
          { signal: AbortSignal.any([signal, AbortSignal.timeout(120_000)]) },
        )
        const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        if (message.stop_reason !== 'end_turn' || text === '') throw new Error('The answer is not complete.')
        return text
      })
  },
  scripts: ordeals(
    {
      isFull: (value) => typeof value === 'string' && value !== '',
      fault: (run) => (run.value === undefined ? undefined : untold(run, run.value as string)),
    },
    {
      steps: [{ inject: [serverError()], copies: 6 }, { inject: [badRequest()], after: 60_000 }, { after: 60_000 }, { copies: 3 }],
      wrong: ([, , healed, busy]) => {
        if (healed?.[0]?.error !== undefined) return 'The breaker does not close.'
        return busy?.every(({ error }) => error === undefined) ? undefined : 'The breaker that has closed refuses calls.'
      },
    },
  ),
}

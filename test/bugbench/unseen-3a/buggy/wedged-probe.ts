import OpenAI from 'openai'
import { contextLengthExceeded, overloaded } from '../../../../faults/catalogue.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const cooldown = 30_000

/** A breaker with one probe at a time. */
function createBreaker(isOutage: (error: unknown) => boolean): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let openedAt: number | undefined
  let isProbing = false
  return async (work) => {
    if (openedAt !== undefined) {
      if (isProbing || Date.now() - openedAt < cooldown) throw new Error('The model is not available at the moment.')
      isProbing = true
    }
    try {
      const value = await work()
      openedAt = undefined
      isProbing = false
      return value
    } catch (error) {
      if (isOutage(error)) {
        openedAt = Date.now()
        isProbing = false
      }
      throw error
    }
  }
}

/** A contract reader behind a breaker. */
export const wedgedProbe: YardstickApp = {
  name: 'wedged-probe',
  story:
    'A contract reader puts OpenAI behind a hand-written breaker that opens on outages. Bug: if the one probe after the cooldown fails by an error of the request itself, the breaker believes for ever that a probe is on its way, and refuses all work.',
  sources: ['bytedance/deer-flow#3991', 'diegosouzapw/OmniRoute#13836'],
  faultsNeeded: 2,
  kind: 'state',
  make() {
    const client = new OpenAI({ apiKey: 'test', maxRetries: 1, timeout: 60_000 })
    const guarded = createBreaker(
      (error) =>
        error instanceof OpenAI.APIConnectionError || error instanceof OpenAI.RateLimitError || error instanceof OpenAI.InternalServerError,
    )
    return ({ signal }) =>
      guarded(async () => {
        const messages = [{ role: 'user' as const, content: 'When can the tenant give notice? The contract: ...' }]
        const answer = await client.chat.completions.create({ model: 'gpt-4o', messages }, { signal })
        const choice = answer.choices[0]
        if (choice?.finish_reason !== 'stop' || !choice.message.content) return { ok: false as const, reason: 'incomplete' }
        return { ok: true as const, text: choice.message.content }
      })
  },
  scripts: [
    {
      steps: [{ inject: [overloaded()] }, { after: 60_000, inject: [contextLengthExceeded()] }, { after: 24 * 3_600_000 }],
      wrong: (runs) => (runs[2]?.[0]?.journal.calls.length === 0 ? 'A day later the breaker still refuses.' : undefined),
    },
  ],
}

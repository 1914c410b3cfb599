import Anthropic from '@anthropic-ai/sdk'
import { badRequest, overloaded } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

const threshold = 3
const openFor = 60_000

/** A circuit breaker: refuses for a minute after three failures of the provider, then lets one probe through. */
class Breaker {
  private failures = 0
  private openedAt: number | undefined
  private isProbing = false

  async run<Value>(work: () => Promise<Value>): Promise<Value> {
    const isHalfOpen = this.openedAt !== undefined
    if (this.openedAt !== undefined && (this.isProbing || Date.now() - this.openedAt < openFor)) throw new Error('circuit open')
    this.isProbing = isHalfOpen
    try {
      const value = await work()
      this.close()
      return value
    } catch (error) {
      if (isOutage(error)) this.fail()
      throw error
    }
  }

  private close(): void {
    this.failures = 0
    this.openedAt = undefined
    this.isProbing = false
  }

  private fail(): void {
    this.failures += 1
    this.isProbing = false
    if (this.failures >= threshold) this.openedAt = Date.now()
  }
}

function isOutage(error: unknown): boolean {
  if (error instanceof Anthropic.APIUserAbortError) return false
  return error instanceof Anthropic.APIConnectionError || (error instanceof Anthropic.APIError && (error.status ?? 500) >= 429)
}

export const probeFlagStays: YardstickApp = {
  name: 'probe-flag-stays',
  story:
    'A hand-written circuit breaker around Claude counts outages only, since a rejected request is the fault of the caller. If the one probe of the half-open state is such a rejected request, nobody takes the probe flag down: the breaker refuses every call until the service is restarted, while Claude is well.',
  sources: ['bytedance/deer-flow#3991', 'diegosouzapw/OmniRoute#13836', 'JeffOtano/roni#323', 'getnora-io/nora#585'],
  faultsNeeded: 2,
  kind: 'state',
  make() {
    const anthropic = new Anthropic({ apiKey: 'test', timeout: 20_000, maxRetries: 0, logLevel: 'off' })
    const breaker = new Breaker()
    return async ({ signal }) =>
      breaker.run(async () => {
        const message = await anthropic.messages.create(
          { model: 'claude-sonnet-4-6', max_tokens: 600, messages: [{ role: 'user', content: 'How do I water a cactus in winter?' }] },
          { signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]) },
        )
        const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        if (message.stop_reason !== 'end_turn' || text === '') throw new Error(`the answer ended with ${message.stop_reason}`)
        return { text }
      })
  },
  scripts: [
    {
      steps: [{ inject: [overloaded()], copies: 3 }, { after: 120_000, inject: [badRequest()] }, { after: 86_400_000 }],
      wrong(steps) {
        const [run] = steps.at(-1) ?? []
        return run?.error instanceof Error && run.error.message === 'circuit open' ? 'The breaker is still open a day later.' : undefined
      },
    },
  ],
}

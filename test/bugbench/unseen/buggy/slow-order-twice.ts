import Anthropic from '@anthropic-ai/sdk'
import { slowFirstToken } from '../../../../faults/index.ts'
import { atMostOnce } from '../../../../src/property/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'

class TooSlow extends Error {}

/** Stops waiting after `ms`. */
async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`No answer within ${ms} ms.`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Picks a courier with the help of the model, and books it. */
class Dispatch {
  readonly #client = new Anthropic({ apiKey: 'test', maxRetries: 1, timeout: 60_000 })
  readonly #book: (parcel: string) => void

  constructor(book: (parcel: string) => void) {
    this.#book = book
  }

  async #once(parcel: string, signal: AbortSignal): Promise<{ parcel: string; reason: string }> {
    const message = await this.#client.messages.create(
      {
        model: 'claude-haiku-4-5',
        max_tokens: 300,
        messages: [{ role: 'user', content: `Pick the courier for parcel ${parcel} and say why.` }],
      },
      { signal },
    )
    const reason = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    if (message.stop_reason !== 'end_turn' || reason === '') throw new Error('No courier was picked.')
    signal.throwIfAborted()
    this.#book(parcel)
    return { parcel, reason }
  }

  async dispatch(parcel: string, signal: AbortSignal): Promise<{ parcel: string; reason: string }> {
    try {
      return await within(10_000, this.#once(parcel, signal))
    } catch (error) {
      if (!(error instanceof TooSlow)) throw error
      return within(60_000, this.#once(parcel, signal))
    }
  }
}

export const slowOrderTwice: YardstickApp = {
  name: 'slow-order-twice',
  story:
    'A dispatch desk waits ten seconds for the model, and tries once more if it is slow. The first attempt is left alone, not stopped: when its answer comes after all, it books as well, and two couriers stand at the door.',
  sources: ['crewAIInc/crewAI#5802', 'juspay/neurolink#1649', 'razorpay/razorpay-mcp-server#128'],
  faultsNeeded: 1,
  kind: 'effects',
  fitting: atMostOnce(),
  make:
    () =>
    ({ observe, signal }) =>
      new Dispatch((parcel) => observe.effect(`book-courier:${parcel}`)).dispatch('P-5501', signal),
  scripts: [
    {
      steps: [{ inject: [slowFirstToken({ by: '20s' }).first(1)] }],
      wrong: ([step]) => ((step?.[0]?.effects.length ?? 0) > 1 ? 'Two couriers were booked for one parcel.' : undefined),
    },
  ],
}

import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Task } from '../../../../src/property/index.ts'
import { rateLimited } from '../../../../faults/index.ts'
import type { YardstickApp } from '../../yardstick-app.ts'
import { askedWait } from '../asked-wait.ts'
import { within } from '../within.ts'

const most = 4
const patience = 120_000
const reviews = ['Great shoes', 'Arrived broken', 'Too small', 'Would buy again']
const replySchema = z.object({
  content: z.array(z.object({ type: z.literal('text'), text: z.string().min(1) })).min(1),
  stop_reason: z.literal('end_turn'),
})

class Throttled extends Error {
  readonly wait: number
  constructor(wait: number) {
    super('Anthropic limits the rate.')
    this.wait = wait
  }
}

/** The number of calls that can be open: one more after each success, 50% fewer after each 429. */
class AdaptiveLimit {
  #limit = most
  #open = 0
  async take(signal: AbortSignal | undefined): Promise<void> {
    const until = Date.now() + patience
    while (this.#open >= this.#limit) {
      signal?.throwIfAborted()
      if (Date.now() >= until) throw new Error('No call was free within two minutes.')
      await sleep(250, undefined, { signal })
    }
    this.#open += 1
  }
  giveBack(outcome: 'success' | 'throttled' | 'failure'): void {
    this.#open -= 1
    if (outcome === 'success') this.#limit = Math.min(most, this.#limit + 1)
    if (outcome === 'throttled') this.#limit = Math.floor(this.#limit / 2)
  }
}

async function ask(review: string, signal: AbortSignal | undefined): Promise<string> {
  const response = await fetch('https://api.anthropic.com/v1/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'test', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({
      model: 'claude-haiku-4-5',
      max_tokens: 100,
      messages: [{ role: 'user', content: `Is this review good or bad? ${review}` }],
    }),
    signal: within(30_000, signal),
  })
  if (response.status === 429) throw new Throttled(askedWait(response.headers) || 2000)
  if (!response.ok) throw new Error(`Anthropic answered ${response.status}.`)
  return replySchema
    .parse(await response.json())
    .content.map((block) => block.text)
    .join('')
}

function make(): Task {
  const limit = new AdaptiveLimit()

  async function sort(review: string, signal: AbortSignal | undefined): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      await limit.take(signal)
      let outcome: 'success' | 'throttled' | 'failure' = 'failure'
      let wait = 0
      try {
        const opinion = await ask(review, signal)
        outcome = 'success'
        return opinion
      } catch (error) {
        if (!(error instanceof Throttled) || attempt === 4 || error.wait > patience) throw error
        outcome = 'throttled'
        wait = error.wait
      } finally {
        limit.giveBack(outcome)
      }
      await sleep(wait, undefined, { signal })
    }
  }

  return async ({ signal }) => {
    const results = await Promise.allSettled(reviews.map(async (review) => sort(review, signal)))
    signal?.throwIfAborted()
    return results.map((result, index) =>
      result.status === 'fulfilled'
        ? { review: reviews[index], opinion: result.value }
        : { review: reviews[index], error: String(result.reason) },
    )
  }
}

export const reviewSorter: YardstickApp = {
  name: 'review-sorter',
  story:
    'Raw fetch to Anthropic for four reviews at once, under a limit that learns: half as many calls after a 429, one more after a success. The bug: half of one is rounded down to zero, and since nothing may be called then, no success ever raises the limit again. The service is dead until a restart.',
  sources: ['vectordotdev/vector#21344', 'zhushanwen321/llm-simple-router#178', 'UKGovernmentBEIS/inspect_ai#5137'],
  faultsNeeded: 1,
  kind: 'state',
  make,
  scripts: [
    {
      steps: [{ inject: [rateLimited({ retryAfter: '2s' }).first(4)] }, { after: 86_400_000 }],
      wrong: (runs) =>
        JSON.stringify(runs[1]?.[0]?.value).includes('No call was free') ? 'A day after one burst of 429s no review is sorted.' : undefined,
    },
  ],
}

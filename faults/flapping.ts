import { z } from 'zod'
import { duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  down: duration.default(30_000).describe('how long it is down, on average, in ms'),
  up: duration.default(30_000).describe('how long it is up, on average, in ms'),
})

/** Whether the provider is down at a time. Periods are drawn in order, so the result does not depend on the order of the calls. */
function isDown(at: number, means: readonly [number, number], draw: (ordinal: number) => number): boolean {
  let end = 0
  for (let ordinal = 0; ; ordinal++) {
    end += Math.max(1, means[ordinal % 2]! * (0.5 + draw(ordinal)))
    if (at < end) return ordinal % 2 === 0
  }
}

/**
 * The provider goes down and recovers repeatedly. Each period is drawn around its mean.
 * Reported in: OpenAI on 2024-08-16, two waves of 44 and 15 minutes with a healthy period in between
 * (status.openai.com/incidents/s9d5cv5jcy7x).
 * @example
 * chaos.inject(flapping({ down: '2m', up: '3m' }))
 */
export const flapping: FaultFactory<typeof parameters> = defineFault({
  name: 'flapping',
  summary: 'the provider goes down and recovers repeatedly',
  family: 'Outages',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://status.openai.com/incidents/s9d5cv5jcy7x'],
  breaks: ['falls-back', 'recovers-within', 'retries-at-most'],
  parameters,
  admit: (call, { parameters: { down, up }, drawnFor }) =>
    isDown(call.at, [down, up], (ordinal) => drawnFor(String(ordinal)).next()) ? { kind: 'unavailable' } : undefined,
})

import { z } from 'zod'
import { insertAt, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  to: duration.default(30_000).describe('largest delay of the first token, in ms'),
  rise: duration.default(600_000).describe('how long it gets worse, in ms'),
  hold: duration.default(600_000).describe('how long it stays at its worst, in ms'),
  fall: duration.default(600_000).describe('how long it takes to recover, in ms'),
})

interface Shape {
  readonly rise: number
  readonly hold: number
  readonly fall: number
}

/** The severity, from 0 to 1, at a time in ms since the start. */
function severity(since: number, { rise, hold, fall }: Shape): number {
  if (since < rise) return since / rise
  if (since < rise + hold) return 1
  const falling = since - rise - hold
  return falling < fall ? 1 - falling / fall : 0
}

/**
 * Answers get slower, stay slow for a while, and recover, without any error.
 * Reported in: slow hours in the middle of the day; a blog gives 4 s at 4 AM and 9 s at 10 AM as an example.
 * @example
 * chaos.inject(gradualSlowdown({ to: '30s', rise: '10m', hold: '10m', fall: '10m' }))
 */
export const gradualSlowdown: FaultFactory<typeof parameters> = defineFault({
  name: 'gradual-slowdown',
  summary: 'answers get slower for a while, then recover',
  family: 'Latency',
  needs: ['earlier-calls'],
  shows: 'delay',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://tianpan.co/blog/2026-05-09-diurnal-latency-ai-feature-slowest-9am-et', 'https://arxiv.org/abs/2401.17644'],
  breaks: ['settles-within', 'abort-propagates'],
  parameters,
  state: (): { since: number | undefined } => ({ since: undefined }),
  deliver(beats, { call, parameters: { to, ...shape }, state }) {
    state.since ??= call.at
    const wait = Math.round(to * severity(call.at - state.since, shape))
    return insertAt(beats, { at: 'before-headers' }, () => waitOf(wait))
  },
})

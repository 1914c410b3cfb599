import { z } from 'zod'
import { insertAt, waitOf, duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  median: duration.default(600).describe('median wait for the first token, in ms'),
  tail: z.number().min(1).max(1000).default(4.2).describe('how many times the median one call in a hundred waits'),
})

/** The 99th percentile of the normal distribution. */
const normal99 = 2.326

/** A draw of the standard normal distribution (Box and Muller, 1958). */
function normal(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second)
}

/**
 * A few calls wait far longer than the median for their first token. Times follow a log-normal distribution.
 * Reported in: a day of probes by modelstats.ai, with a p99 of 1.7 to 9.9 times the median, which is a sigma of 0.23 to 0.98.
 * @example
 * chaos.inject(heavyTailLatency({ median: '1s', tail: 10 }))
 */
export const heavyTailLatency: FaultFactory<typeof parameters> = defineFault({
  name: 'heavy-tail-latency',
  summary: 'a few first tokens are very late',
  family: 'Latency',
  needs: [],
  shows: 'delay',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://modelstats.ai/blog/llm-api-latency-spikes-what-average-ttft-doesnt-tell-you', 'https://arxiv.org/abs/2401.17644'],
  breaks: ['settles-within', 'abort-propagates'],
  parameters,
  deliver(beats, { parameters: { median, tail }, random }) {
    const sigma = Math.log(tail) / normal99
    const wait = Math.round(median * Math.exp(sigma * normal(random.next(), random.next())))
    return insertAt(beats, { at: 'before-headers' }, () => waitOf(wait))
  },
})

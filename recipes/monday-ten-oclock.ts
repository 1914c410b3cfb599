import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { heavyTailLatency } from '../faults/index.ts'

/**
 * Answers take twice as long during working hours.
 * @example
 * chaos.play(mondayTenOclock({ speed: 10 }))
 */
export const mondayTenOclock: RecipeFactory = defineRecipe({
  name: 'monday-ten-oclock',
  summary: 'answers take twice as long during working hours',
  story:
    'No provider had this day. ' +
    'A blog illustrates daily latency with 4 s at night and 9 s at ten in the morning, without a measurement. ' +
    'It is not an outage, and no status page shows it.',
  sources: [
    'https://tianpan.co/blog/2026-05-09-diurnal-latency-ai-feature-slowest-9am-et',
    'https://modelstats.ai/blog/llm-api-latency-spikes-what-average-ttft-doesnt-tell-you',
  ],
  sourced: ['one call in a hundred that waits 1.7 to 9.9 times as long as the median, in a day of probes'],
  assumed: ['2.25 times the time to first token by day, as the blog illustrates', 'the usual tail at night, and the longest by day'],
  invented: ['the day and its hours', '600 ms to the first token at night', 'OpenAI as the provider'],
  breaks: ['settles-within'],
  phases: [
    { from: 0, to: '8h', what: 'night', injections: [heavyTailLatency({ median: '600ms' }).for({ provider: 'openai' })] },
    {
      from: '8h',
      to: '18h',
      what: 'working hours',
      injections: [heavyTailLatency({ median: '1350ms', tail: 9.9 }).for({ provider: 'openai' })],
    },
  ],
})

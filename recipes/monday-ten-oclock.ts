import { defineRecipe, type RecipeFactory } from '../src/kit.ts'
import { heavyTailLatency } from '../faults/index.ts'

/**
 * Answers take twice as long when everybody is at work.
 * @example
 * chaos.play(mondayTenOclock({ speed: 10 }))
 */
export const mondayTenOclock: RecipeFactory = defineRecipe({
  name: 'monday-ten-oclock',
  summary: 'answers take twice as long when everybody is at work',
  story:
    'No provider had this day in particular; a blog measured one workload at 4 s at four in the morning and 9 s at ten. ' +
    'It is no outage, and no status page shows it. ' +
    'The tail is longer than the middle tells.',
  sources: [
    'https://tianpan.co/blog/2026-05-09-diurnal-latency-ai-feature-slowest-9am-et',
    'flyflow, on hidden rate limits at peak demand',
    'https://modelstats.ai/blog/llm-api-latency-spikes-what-average-ttft-doesnt-tell-you',
  ],
  sourced: [
    '4 s at night and 9 s in the morning, by blogs',
    'one call in a hundred that waits 1.7 to 9.9 times as long as half of them do, by a day of probes',
  ],
  assumed: [
    '600 ms and 2.25 times that until the first token',
    'the usual tail at night, the longest by day',
    'the hours',
    'OpenAI as the provider',
  ],
  breaks: ['settles-within'],
  phases: [
    { from: 0, to: '8h', what: 'night', injections: [heavyTailLatency({ median: '600ms' }).for({ provider: 'openai' })] },
    {
      from: '8h',
      to: '18h',
      what: 'everybody is at work',
      injections: [heavyTailLatency({ median: '1350ms', tail: 9.9 }).for({ provider: 'openai' })],
    },
  ],
})

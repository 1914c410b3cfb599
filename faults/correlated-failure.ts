import { z } from 'zod'
import { duration, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  duration: duration.default(600_000).describe('how long it lasts, in ms'),
  overloaded: z.number().min(0).max(1).default(0.7).describe('share of calls that the other providers refuse'),
})

/**
 * One provider fails, and the traffic that moves to the others overloads them. The first provider called is the one that fails.
 * Reported in: 2024-06-04, ChatGPT down, and Claude and Perplexity failing hours later with its second wave; 2026-03-17, one model down and
 * the next one overloaded.
 * @example
 * chaos.inject(correlatedFailure({ duration: '2h', overloaded: 0.7 }))
 */
export const correlatedFailure: FaultFactory<typeof parameters> = defineFault({
  name: 'correlated-failure',
  summary: 'one provider fails and its load overloads the others',
  family: 'Outages',
  needs: [],
  shows: '5xx',
  persistence: 'transient',
  frequency: 'rare',
  sources: [
    'https://aimojo.pro/ai-meltdown-chatgpt-claude-perplexity-outage/',
    'https://gentic.news/article/claude-code-s-500-errors-what-they-mean-and-how-to-work-through-them',
    'https://arxiv.org/abs/2501.12469',
  ],
  breaks: ['falls-back', 'settles-within', 'spends-at-most'],
  parameters,
  state: (): { failed: string | undefined; since: number } => ({ failed: undefined, since: 0 }),
  admit(call, { parameters: { duration: ms, overloaded }, state, random }) {
    if (state.failed === undefined) Object.assign(state, { failed: call.provider, since: call.at })
    if (call.at >= state.since + ms) return undefined
    if (call.provider === state.failed) return { kind: 'unavailable' }
    return random.chance(overloaded) ? { kind: 'overloaded' } : undefined
  },
})

import { z } from 'zod'
import { endAt, positionParameters, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  ...positionParameters(),
  at: z
    .enum(['after-headers', 'after-opening', 'before-usage', 'before-terminal'])
    .optional()
    .describe('the place instead of a number of deltas'),
  kind: z
    .enum(['overloaded', 'server-error', 'bad-gateway', 'unavailable', 'rate-limit-requests', 'rate-limit-tokens', 'gateway-timeout'])
    .default('overloaded')
    .describe('the error that the provider reports'),
})

/**
 * The provider reports an error in the middle of an answer, after a 200 that promised one.
 * If the answer is not streamed, it is an HTTP error.
 * Reported in: Anthropic's streaming documentation ("Error events") and https://github.com/vercel/ai/issues/5217.
 * @example
 * chaos.inject(midStreamError({ afterDeltas: 5 }).for('anthropic'))
 */
export const midStreamError: FaultFactory<typeof parameters> = defineFault({
  name: 'mid-stream-error',
  summary: 'the provider reports an error in mid-stream',
  family: 'Stream',
  needs: [],
  shows: 'stream-error',
  persistence: 'transient',
  frequency: 'common',
  sources: [
    'https://docs.anthropic.com/en/docs/build-with-claude/streaming',
    'https://github.com/vercel/ai/issues/5217',
    'https://github.com/BerriAI/litellm/issues/5512',
  ],
  breaks: ['falls-back', 'no-silent-truncation', 'typed-errors'],
  parameters,
  deliver: (beats, { parameters: { kind, ...position } }) =>
    endAt(beats, position, () => [
      { type: 'problem', problem: { kind } },
      { type: 'end', how: 'close' },
    ]),
})

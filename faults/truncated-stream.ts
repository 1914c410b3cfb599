import { z } from 'zod'
import { endAt, endAtByte, positionParameters, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  ...positionParameters(),
  ending: z
    .enum(['clean', 'reset', 'closed'])
    .default('clean')
    .describe('whether the body ends as if it were complete, the connection breaks, or the provider closes it in the middle of the body'),
})

const endings = {
  clean: { type: 'end', how: 'close' },
  reset: { type: 'end', how: 'reset' },
  closed: { type: 'end', how: 'reset', code: 'UND_ERR_SOCKET' },
} as const

/**
 * The answer ends before its terminal event. With a clean ending, most clients treat it as complete.
 * Reported in: https://github.com/anomalyco/opencode/issues/26170, a truncated answer stored as complete, a dozen times for one user.
 * @example
 * chaos.inject(truncatedStream({ afterDeltas: 5 }).chance(0.1))
 */
export const truncatedStream: FaultFactory<typeof parameters> = defineFault({
  name: 'truncated-stream',
  summary: 'the answer ends before its terminal event',
  family: 'Stream',
  needs: [],
  shows: 'truncation',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/anomalyco/opencode/issues/26170', 'https://github.com/ENTERPILOT/GoModel/pull/1017'],
  breaks: ['no-silent-truncation', 'falls-back', 'acts-only-on-complete-calls'],
  parameters,
  deliver: (beats, { parameters: { ending, ...position } }) => endAt(beats, position, () => [endings[ending]]),
  transport: (items, { parameters: { ending, ...position } }) => endAtByte(items, position, () => [endings[ending]]),
})

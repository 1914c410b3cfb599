import { z } from 'zod'
import { endAt, positionParameters, defineFault, type FaultFactory, type FrameItem } from '../src/kit.ts'

const parameters = z.object({
  ...positionParameters(),
  at: z
    .enum(['after-headers', 'after-opening', 'before-usage', 'before-terminal'])
    .optional()
    .describe('the place instead of a number of deltas'),
  kind: z
    .enum([
      'overloaded',
      'server-error',
      'bad-gateway',
      'unavailable',
      'rate-limit-requests',
      'rate-limit-tokens',
      'gateway-timeout',
      'quota-exhausted',
      'billing',
      'authentication',
      'permission',
      'model-not-found',
      'context-length-exceeded',
      'bad-request',
    ])
    .default('overloaded')
    .describe('the error that the provider reports; before the first event (afterDeltas: 0) it can be any error'),
  events: z
    .enum(['all', 'last'])
    .default('all')
    .describe('all events that report the error, or only the last: in Responses, `response.failed` without `error`'),
})

/** Of consecutive error events, only the last. */
function* withoutEarlierProblems(items: Iterable<FrameItem>): Generator<FrameItem, void, undefined> {
  let held: FrameItem | undefined
  for (const item of items) {
    const isProblem = item.type === 'frame' && item.role === 'problem'
    if (held !== undefined && !isProblem) yield held
    held = isProblem ? item : undefined
    if (!isProblem) yield item
  }
  if (held !== undefined) yield held
}

/**
 * The provider reports an error in the middle of an answer, after a 200.
 * A non-streaming call gets an HTTP error.
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
  deliver: (beats, { parameters: { kind, events: _events, ...position } }) =>
    endAt(beats, position, () => [
      { type: 'problem', problem: { kind } },
      { type: 'end', how: 'close' },
    ]),
  frame: (items, { parameters: { events } }) => (events === 'all' ? items : withoutEarlierProblems(items)),
})

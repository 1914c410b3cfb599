import { z } from 'zod'
import { duration, defineFault, type FaultFactory, type Problem } from '../src/kit.ts'

const parameters = z.object({
  value: z
    .enum(['one-day', 'negative', 'zero', 'past-date', 'text', 'too-soon'])
    .default('one-day')
    .describe('value of the header; `too-soon` is 1 s, shorter than the limit lasts'),
  duration: duration.default(60_000).describe('how long the limit really lasts, in ms, from the first call it refuses'),
})

const texts = {
  'one-day': '86400',
  negative: '-1',
  zero: '0',
  'past-date': 'Wed, 21 Oct 2015 07:28:00 GMT',
  text: 'soon',
  'too-soon': '1',
} as const

/** How long a client that follows the header waits, in ms; `undefined` if the header has no usable value. */
const believed: Readonly<Partial<Record<keyof typeof texts, number>>> = { 'one-day': 86_400_000, 'too-soon': 1_000 }

/**
 * A rate limit has a Retry-After that is a day long, in the past or a word, or shorter than the limit
 * itself.
 * Reported in: issues about SDKs that slept for hours or not at all because of such a header. openai-node follows up to 60 s
 * (src/client.ts).
 * @example
 * chaos.inject(misleadingRetryAfter({ value: 'too-soon' }).for('openai'))
 */
export const misleadingRetryAfter: FaultFactory<typeof parameters> = defineFault({
  name: 'misleading-retry-after',
  summary: 'a rate limit has a wrong Retry-After',
  family: 'HTTP errors',
  needs: [],
  shows: 'rate-limit',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/openai/openai-node/blob/main/src/client.ts', 'https://www.rfc-editor.org/rfc/rfc9110#name-retry-after'],
  breaks: ['settles-within', 'retries-at-most', 'backs-off'],
  parameters,
  state: (): { until: number | undefined } => ({ until: undefined }),
  admit(_call, { parameters: { value, duration: ms }, state, now }): Problem | undefined {
    state.until ??= now() + ms
    if (now() >= state.until) return undefined
    const retryAfter = believed[value]
    return { kind: 'rate-limit-requests', retryAfterText: texts[value], ...(retryAfter === undefined ? {} : { retryAfter }) }
  },
})

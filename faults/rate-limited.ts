import { z } from 'zod'
import { duration, defineFault, defaultLimits, TokenBucket, type FaultFactory, type Problem } from '../src/kit.ts'

const perMinute = z.int().positive().optional()

const parameters = z.object({
  retryAfter: duration.optional().describe('Retry-After in ms. Default with limits: until the limit allows the next call'),
  form: z.enum(['seconds', 'date', 'milliseconds', 'none']).default('seconds').describe('the form of the header, or none'),
  requestsPerMinute: perMinute.describe('with it, only calls beyond this are refused'),
  tokensPerMinute: perMinute.describe('with it, only calls whose tokens go beyond this are refused'),
  shouldRetry: z.boolean().optional().describe('value of x-should-retry, which the OpenAI and Anthropic SDKs obey before anything else'),
})

interface Buckets {
  readonly requests: TokenBucket | undefined
  readonly tokens: TokenBucket | undefined
}

const usualWait = 20_000

/**
 * The account exceeds its rate limit. With limits set, a token bucket counts requests and tokens per minute, and its headers and
 * Retry-After are accurate. Without, every call that the fault fires on is refused.
 * Reported in: platform.openai.com/docs/guides/rate-limits and docs.anthropic.com/en/api/rate-limits, which describe the headers.
 * @example
 * chaos.inject(rateLimited({ retryAfter: '2s' }).first(2).for('openai'))
 */
export const rateLimited: FaultFactory<typeof parameters> = defineFault({
  name: 'rate-limited',
  summary: 'the account is rate limited',
  family: 'HTTP errors',
  needs: [],
  shows: 'rate-limit',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://platform.openai.com/docs/guides/rate-limits', 'https://docs.anthropic.com/en/api/rate-limits'],
  breaks: ['honors-retry-after', 'backs-off', 'retries-at-most', 'settles-within'],
  parameters,
  state: ({ requestsPerMinute, tokensPerMinute }): Buckets => ({
    requests: TokenBucket.perMinute(requestsPerMinute),
    tokens: TokenBucket.perMinute(tokensPerMinute),
  }),
  admit(
    call,
    { parameters: { retryAfter, form, requestsPerMinute, tokensPerMinute, shouldRetry }, state: { requests, tokens }, now, showLimits },
  ): Problem | undefined {
    const costs = [requests?.waitFor(1, now()) ?? 0, tokens?.waitFor(call.inputTokens, now()) ?? 0] as const
    const isLimited = requestsPerMinute !== undefined || tokensPerMinute !== undefined
    const isAdmitted = isLimited && costs[0] === 0 && costs[1] === 0
    if (isAdmitted) {
      requests?.take(1, now())
      tokens?.take(call.inputTokens, now())
    }
    const wait = retryAfter ?? (isLimited ? Math.max(...costs) : usualWait)
    const usedUp = { limit: defaultLimits.requests, remaining: 0, resetIn: wait }
    const limits = isLimited
      ? { ...(requests && { requests: requests.limits(now()) }), ...(tokens && { tokens: tokens.limits(now()) }) }
      : { requests: usedUp }
    showLimits(limits)
    if (isAdmitted) return undefined
    const kind = costs[1] > costs[0] ? 'rate-limit-tokens' : 'rate-limit-requests'
    const refused = { kind, limits, ...(shouldRetry === undefined ? {} : { shouldRetry }) } as const
    return form === 'none' ? refused : { ...refused, retryAfter: wait, retryAfterForm: form }
  },
})

import { describe, expect } from 'vitest'
import { quotaExhausted } from '../../faults/quota-exhausted.ts'
import { chat, claude, clients, errorOf, test } from './bench.ts'

describe.for(clients)('quotaExhausted with $name', ({ ask, errors }) => {
  test('has the status of a rate limit, and no word on when to come back', async ({ chaos }) => {
    chaos.inject(quotaExhausted())
    const error = (await errorOf(ask())) as InstanceType<typeof errors.RateLimitError>
    expect(error).toBeInstanceOf(errors.RateLimitError)
    expect(error.headers.has('retry-after')).toBe(false)
    expect(chaos.journal.calls).toMatchObject([{ status: 429, problem: { kind: 'quota-exhausted', permanent: true } }])
  })
})

describe('quotaExhausted', () => {
  test('is told from a rate limit by its code at OpenAI, which the SDK does not heed', async ({ chaos }) => {
    chaos.inject(quotaExhausted())
    expect(await errorOf(chat.ask({ maxRetries: 2 }))).toMatchObject({ code: 'insufficient_quota', type: 'insufficient_quota' })
    expect(chaos.journal).toHaveCalled(3)
  })

  test('is told from a rate limit by its class at Anthropic', async ({ chaos }) => {
    chaos.inject(quotaExhausted())
    const error = (await errorOf(claude.ask())) as Error
    expect(error.constructor.name).toBe('EnforcedSpendLimitReachedError')
  })
})

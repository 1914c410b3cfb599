import { describe, expect } from 'vitest'
import { quotaExhausted } from '../../faults/quota-exhausted.ts'
import { chat, claude, clients, errorOf, test } from './bench.ts'

describe.for(clients)('quotaExhausted with $name', ({ ask, errors }) => {
  test('has the status of a rate limit, and no Retry-After', async ({ chaos }) => {
    chaos.inject(quotaExhausted())
    const error = (await errorOf(ask())) as InstanceType<typeof errors.RateLimitError>
    expect(error).toBeInstanceOf(errors.RateLimitError)
    expect(error.headers.has('retry-after')).toBe(false)
    expect(chaos.journal.calls).toMatchObject([{ status: 429, problem: { kind: 'quota-exhausted', permanent: true } }])
  })
})

describe('quotaExhausted', () => {
  test('differs from a rate limit in its code at OpenAI, which the SDK ignores', async ({ chaos }) => {
    chaos.inject(quotaExhausted())
    expect(await errorOf(chat.ask({ maxRetries: 2 }))).toMatchObject({ code: 'credit_balance_exhausted', type: 'insufficient_quota' })
    expect(chaos.journal).toHaveCalled(3)
  })

  test.for([
    ['credit-balance', 'credit_balance_exhausted'],
    ['spend-limit', 'organization_spend_limit_exceeded'],
    ['project-spend-limit', 'project_spend_limit_exceeded'],
    ['usage-limit', 'organization_usage_limit_exceeded'],
    ['unnamed-quota', 'insufficient_quota'],
  ] as const)('names its cause %s at OpenAI by the code %s, under one type', async ([cause, code], { chaos }) => {
    chaos.inject(quotaExhausted({ cause }))
    expect(await errorOf(chat.ask())).toMatchObject({ status: 429, code, type: 'insufficient_quota' })
  })

  test.for([
    ['credit-balance', 'Your credit balance is too low'],
    ['spend-limit', 'You have reached your specified API usage limits. You will regain access on 2026-02-01 at 00:00 UTC.'],
    ['project-spend-limit', 'You have reached your specified workspace API usage limits.'],
  ] as const)('is a 400 at Anthropic if the customer set the limit, or has no credit: %s', async ([cause, message], { chaos }) => {
    chaos.inject(quotaExhausted({ cause }))
    const error = (await errorOf(claude.ask())) as Error
    expect(error).toMatchObject({ status: 400, error: { error: { type: 'invalid_request_error' } } })
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('enforced_spend_limit_reached')
  })

  test('differs from a rate limit in its class at Anthropic', async ({ chaos }) => {
    chaos.inject(quotaExhausted())
    const error = (await errorOf(claude.ask())) as Error
    expect(error.constructor.name).toBe('EnforcedSpendLimitReachedError')
  })
})

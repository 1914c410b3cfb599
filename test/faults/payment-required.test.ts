import { describe, expect } from 'vitest'
import { paymentRequired } from '../../faults/payment-required.ts'
import { chat, claude, errorOf, responses, test } from './bench.ts'
import { refused } from './refused.ts'

describe('paymentRequired', () => {
  test.for([chat, responses])('has the status and class of a rate limit (429) with $name', async ({ ask, errors }, { chaos }) => {
    chaos.inject(paymentRequired())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.RateLimitError)
    expect(error).toMatchObject({ status: 429, code: 'billing_hard_limit_reached', type: 'insufficient_quota' })
    expect(chaos.journal.calls).toMatchObject([refused('payment-required', { status: 429, kind: 'billing', permanent: true })])
  })

  test('is a bad request in its status and type (400) with @anthropic-ai/sdk', async ({ chaos }) => {
    chaos.inject(paymentRequired())
    const error = await errorOf(claude.ask())
    expect(error).toBeInstanceOf(claude.errors.APIError)
    expect(error).toMatchObject({ status: 400, type: 'invalid_request_error' })
    expect(chaos.journal.calls).toMatchObject([refused('payment-required', { status: 400, kind: 'billing', permanent: true })])
  })

  test('is retried as a rate limit by the SDK of OpenAI, and not by that of Anthropic', async ({ chaos }) => {
    chaos.inject(paymentRequired())
    await errorOf(chat.ask({ maxRetries: 2 }))
    await errorOf(claude.ask({ maxRetries: 2 }))
    expect(chaos.journal.calls.map(({ provider }) => provider)).toEqual(['openai', 'openai', 'openai', 'anthropic'])
  })
})

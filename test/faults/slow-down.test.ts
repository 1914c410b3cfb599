import { describe, expect } from 'vitest'
import { slowDown } from '../../faults/slow-down.ts'
import { chat, claude, clients, errorOf, test } from './bench.ts'

describe.for(clients)('slowDown with $name', ({ ask, errors }) => {
  test('is a rate limit without Retry-After, and passes', async ({ chaos }) => {
    chaos.inject(slowDown())
    const error = (await errorOf(ask())) as InstanceType<typeof errors.RateLimitError>
    expect(error).toBeInstanceOf(errors.RateLimitError)
    expect(error.headers.has('retry-after')).toBe(false)
    expect(chaos.journal.calls).toMatchObject([{ status: 429, problem: { kind: 'rate-limit-requests', permanent: false } }])
  })
})

describe('slowDown', () => {
  test('differs from a used-up limit in its type and its code at OpenAI, with requests left', async ({ chaos }) => {
    chaos.inject(slowDown({ retryAfter: '4s' }))
    const error = (await errorOf(chat.ask())) as { headers: Headers }
    expect(error).toMatchObject({ status: 429, type: 'rate_limit_error', code: 'slow_down' })
    expect(error.headers.get('retry-after')).toBe('4')
    expect(Number(error.headers.get('x-ratelimit-remaining-requests'))).toBeGreaterThan(0)
  })

  test('can have the status of former years', async ({ chaos }) => {
    chaos.inject(slowDown({ status: 503 }))
    expect(await errorOf(chat.ask())).toMatchObject({ status: 503, code: 'slow_down' })
  })

  test('speaks of acceleration at Anthropic', async ({ chaos }) => {
    chaos.inject(slowDown())
    await expect(claude.ask({ maxRetries: 0 })).rejects.toThrow(/maximum usage increase rate.*acceleration limit/)
    expect(chaos.journal).toHaveCalled(1)
  })
})

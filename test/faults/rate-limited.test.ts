import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { rateLimited } from '../../faults/rate-limited.ts'
import { chat, clients, errorOf, test } from './bench.ts'

describe.for(clients)('rateLimited with $name', ({ ask, errors, provider }) => {
  const prefix = provider === 'openai' ? 'x-ratelimit-remaining-requests' : 'anthropic-ratelimit-requests-remaining'

  test('is its RateLimitError, with nothing left', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '2s' }))
    const error = (await errorOf(ask())) as InstanceType<typeof errors.RateLimitError>
    expect(error).toBeInstanceOf(errors.RateLimitError)
    expect(error.headers.get(prefix)).toBe('0')
    expect(error.headers.get('retry-after')).toBe('2')
    expect(chaos.journal.calls).toMatchObject([
      { status: 429, ending: 'refused', problem: { kind: 'rate-limit-requests', permanent: false, retryAfter: 2_000 } },
    ])
  })

  test.for(['seconds', 'date', 'milliseconds'] as const)('is heeded in %s', async (form, { chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '7s', form }).first(1))
    await ask({ maxRetries: 1 })
    expect(chaos.journal.calls.map((call) => call.startedAt)).toEqual([0, 7_000])
  })

  test('can omit Retry-After', async ({ chaos }) => {
    chaos.inject(rateLimited({ form: 'none' }))
    const error = (await errorOf(ask())) as InstanceType<typeof errors.RateLimitError>
    expect(error.headers.has('retry-after') || error.headers.has('retry-after-ms')).toBe(false)
    expect(chaos.journal.calls[0]!.problem).not.toHaveProperty('retryAfter')
  })
})

describe('rateLimited', () => {
  test('demands a wait of 20 seconds by default', async ({ chaos }) => {
    chaos.inject(rateLimited().first(1))
    await chat.ask({ maxRetries: 1 })
    expect(chaos.journal.calls.map((call) => call.startedAt)).toEqual([0, 20_000])
    expect(chaos.journal).toHaveFired('rate-limited', { times: 1 })
  })

  test.for([true, false])('can state whether a retry is allowed: %s', async (shouldRetry, { chaos }) => {
    chaos.inject(rateLimited({ shouldRetry }).first(1))
    await errorOf(chat.ask({ maxRetries: 1 }))
    expect(chaos.journal).toHaveCalled(shouldRetry ? 2 : 1)
  })
})

describe('rateLimited with requests per minute', () => {
  test('lets the given number of calls pass, and gives the correct time of the next one', async ({ chaos }) => {
    chaos.inject(rateLimited({ requestsPerMinute: 3 }))
    for (let count = 0; count < 5; count++) await chat.ask({ maxRetries: 1 })
    expect(chaos.journal.calls.map(({ startedAt, status }) => [startedAt, status])).toEqual([
      [0, 200],
      [0, 200],
      [0, 200],
      [0, 429],
      [20_000, 200],
      [20_000, 429],
      [40_000, 200],
    ])
  })

  test('fires only the calls that it refuses', async ({ chaos }) => {
    chaos.inject(rateLimited({ requestsPerMinute: 1 }))
    await chat.ask()
    await errorOf(chat.ask())
    expect(chaos.journal.calls.map((call) => call.fired.length)).toEqual([0, 1])
  })

  test('shows in the headers what is left, at OpenAI', async ({ chaos }) => {
    chaos.inject(rateLimited({ requestsPerMinute: 60 }))
    const { response } = await new OpenAI({ apiKey: 'test' }).responses.create({ model: 'gpt-4o', input: 'Hello' }).withResponse()
    const {
      'x-ratelimit-limit-requests': limit,
      'x-ratelimit-remaining-requests': remaining,
      'x-ratelimit-reset-requests': reset,
    } = Object.fromEntries(response.headers)
    expect({ limit, remaining, reset }).toEqual({ limit: '60', remaining: '59', reset: '1s' })
  })

  test('shows in the headers what is left, at Anthropic', async ({ chaos }) => {
    chaos.inject(rateLimited({ requestsPerMinute: 60 }))
    const { response } = await new Anthropic({ apiKey: 'test' }).messages
      .create({ model: 'claude-sonnet-5', max_tokens: 9, messages: [{ role: 'user', content: 'Hello' }] })
      .withResponse()
    const {
      'anthropic-ratelimit-requests-limit': limit,
      'anthropic-ratelimit-requests-remaining': remaining,
      'anthropic-ratelimit-requests-reset': reset,
    } = Object.fromEntries(response.headers)
    expect({ limit, remaining, reset }).toEqual({ limit: '60', remaining: '59', reset: '2026-01-01T00:00:01Z' })
  })

  test('begins again with a new run', async ({ chaos }) => {
    for (let run = 0; run < 2; run++) {
      chaos.reset()
      chaos.inject(rateLimited({ requestsPerMinute: 1 }))
      await chat.ask()
    }
    expect(chaos.journal.calls).toMatchObject([{ status: 200 }])
  })
})

describe('rateLimited with tokens per minute', () => {
  test('refuses according to the contents of a call', async ({ chaos }) => {
    chaos.inject(rateLimited({ tokensPerMinute: 1_000 }))
    const client = new OpenAI({ apiKey: 'test', maxRetries: 1 })
    const ask = (words: number) =>
      client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'parcel '.repeat(words) }] })
    await ask(600)
    await ask(10)
    await ask(600)
    expect(chaos.journal.calls.map(({ status }) => status)).toEqual([200, 200, 429, 200])
    const [refused, admitted] = chaos.journal.calls.slice(2)
    expect(refused!.problem).toMatchObject({ kind: 'rate-limit-tokens' })
    expect(admitted!.startedAt).toBe(Math.ceil(refused!.problem!.retryAfter! / 1_000) * 1_000)
  })
})

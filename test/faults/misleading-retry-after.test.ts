import { describe, expect } from 'vitest'
import { misleadingRetryAfter } from '../../faults/misleading-retry-after.ts'
import { chat, clients, errorOf, test, timePasses, truth } from './bench.ts'
import { refused } from './refused.ts'

const text = {
  'one-day': '86400',
  negative: '-1',
  zero: '0',
  'past-date': 'Wed, 21 Oct 2015 07:28:00 GMT',
  text: 'soon',
  'too-soon': '1',
} as const

const kinds = Object.keys(text) as (keyof typeof text)[]

describe.for(clients)('misleadingRetryAfter with $name', ({ ask, errors }) => {
  test.for(kinds)('throws RateLimitError (429) with a retry-after that makes no sense: %s', async (value, { chaos }) => {
    chaos.inject(misleadingRetryAfter({ value }))
    const error = (await errorOf(ask())) as InstanceType<typeof errors.RateLimitError>
    expect(error).toBeInstanceOf(errors.RateLimitError)
    expect(error.headers.get('retry-after')).toBe(text[value])
    expect(chaos.journal.calls).toMatchObject([
      refused('misleading-retry-after', { status: 429, kind: 'rate-limit-requests', permanent: false }),
    ])
  })

  test('is over after the given time, with any header', async ({ chaos }) => {
    chaos.inject(misleadingRetryAfter({ duration: '1m' }))
    await errorOf(ask())
    await timePasses(59_999)
    expect(await errorOf(ask())).toBeInstanceOf(errors.RateLimitError)
    await timePasses(1)
    expect(await ask()).toBe(truth)
  })

  test('makes a client that follows `too-soon` retry in vain', async ({ chaos }) => {
    chaos.inject(misleadingRetryAfter({ value: 'too-soon' }))
    await errorOf(ask({ maxRetries: 1 }))
    expect(chaos.journal.calls.map(({ startedAt, status }) => [startedAt, status])).toEqual([
      [0, 429],
      [1_000, 429],
    ])
  })
})

describe('misleadingRetryAfter', () => {
  test.for([
    ['one-day', 86_400_000],
    ['too-soon', 1_000],
    ['text', undefined],
  ] as const)('records in the journal how long %s demands to wait: %s ms', async ([value, retryAfter], { chaos }) => {
    chaos.inject(misleadingRetryAfter({ value }))
    await errorOf(chat.ask())
    expect(chaos.journal.calls[0]!.problem?.retryAfter).toBe(retryAfter)
  })

  test('demands a wait of a day for a limit of a minute by default', async ({ chaos }) => {
    chaos.inject(misleadingRetryAfter())
    await errorOf(chat.ask())
    expect(chaos.journal.calls[0]!.fired).toMatchObject([
      { fault: 'misleading-retry-after', parameters: { value: 'one-day', duration: 60_000 } },
    ])
  })
})

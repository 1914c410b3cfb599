import { describe, expect } from 'vitest'
import { tooManyStreams } from '../../faults/too-many-streams.ts'
import { chat, claude, clients, errorOf, hear, pacedTest, timePasses } from './bench.ts'
import { refused } from './refused.ts'

const refusal = refused('too-many-streams', { status: 429, kind: 'rate-limit-requests', permanent: false })

describe.for(clients)('tooManyStreams with $name', ({ ask, stream, errors }) => {
  pacedTest('throws RateLimitError (429) for each call beyond the given number at a time', async ({ chaos }) => {
    chaos.inject(tooManyStreams({ limit: 2 }))
    const heard = await Promise.all([0, 1, 2].map((index) => timePasses(index).then(() => hear(stream()))))
    expect(heard.map(({ error }) => error)).toEqual([undefined, undefined, expect.any(errors.RateLimitError)])
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete' }, { ending: 'complete' }, refusal])
  })

  pacedTest('sets a Retry-After, and admits the call once another has ended', async ({ chaos }) => {
    chaos.inject(tooManyStreams({ limit: 1, retryAfter: '5s' }))
    await Promise.all([ask(), timePasses(1).then(() => ask({ maxRetries: 1 }))])
    expect(chaos.journal.calls.map(({ startedAt, status }) => [startedAt, status])).toEqual([
      [0, 200],
      [1, 429],
      [5_001, 200],
    ])
    expect(chaos.journal.calls[1]!.problem?.retryAfter).toBe(5_000)
  })
})

describe('tooManyStreams', () => {
  pacedTest('does not fire for sequential calls', async ({ chaos }) => {
    chaos.inject(tooManyStreams({ limit: 1 }))
    await chat.ask()
    await chat.ask()
    expect(chaos.neverFired).toHaveLength(1)
  })

  pacedTest('counts the calls to each provider apart', async ({ chaos }) => {
    chaos.inject(tooManyStreams({ limit: 1 }))
    await Promise.all([chat.ask(), claude.ask()])
    expect(chaos.neverFired).toHaveLength(1)
    await Promise.all([claude.ask(), errorOf(claude.ask())])
    expect(chaos.journal).toHaveFired('too-many-streams', { times: 1 })
  })

  pacedTest('admits four calls at a time, and demands a wait of a second from the others, by default', async ({ chaos }) => {
    chaos.inject(tooManyStreams())
    await Promise.all(Array.from({ length: 5 }, () => errorOf(chat.ask())))
    expect(chaos.journal.calls.flatMap(({ fired }) => fired)).toMatchObject([{ parameters: { limit: 4, retryAfter: 1_000 } }])
  })
})

import Anthropic from '@anthropic-ai/sdk'
import fc from 'fast-check'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { confidentlyWrong, connectionReset, midStreamError, overloaded, slowFirstToken, truncatedStream } from '../../../faults/index.ts'
import { brownout, anthropic, openai, virtualTime, type Chaos } from '../../../src/index.ts'

type Ask = () => Promise<unknown>

/** Fifty calls of all kinds; some of them are the same request. */
function asks(): Ask[] {
  const openaiClient = new OpenAI({ apiKey: 'test', maxRetries: 2, logLevel: 'off' })
  const anthropicClient = new Anthropic({ apiKey: 'test', maxRetries: 2, logLevel: 'off' })
  return Array.from({ length: 50 }, (_, index): Ask => {
    const content = `Where is order ${index % 40}?`
    const messages = [{ role: 'user' as const, content }]
    switch (index % 5) {
      case 0:
        return () => openaiClient.chat.completions.create({ model: 'gpt-4o', messages })
      case 1:
        return () => openaiClient.chat.completions.stream({ model: 'gpt-4o', messages }).done()
      case 2:
        return () => openaiClient.responses.create({ model: 'gpt-4o', input: content })
      case 3:
        return () => anthropicClient.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 200, messages })
      default:
        return () => anthropicClient.messages.stream({ model: 'claude-sonnet-4-6', max_tokens: 200, messages }).done()
    }
  })
}

async function played(seed: string, order: readonly number[]): Promise<Chaos> {
  const chaos = brownout({ seed, providers: [openai(), anthropic()], pace: { firstToken: '300ms', perDelta: '20ms' } })
  chaos.inject(
    overloaded({ retryAfter: '2s' }).chance(0.2),
    connectionReset().chance(0.1),
    slowFirstToken({ by: '5s' }).chance(0.2),
    truncatedStream({ afterDeltas: 4, ending: 'reset' }).chance(0.2),
    midStreamError({ afterDeltas: 3 }).chance(0.1).for('anthropic'),
    confidentlyWrong().chance(0.3),
  )
  const release = chaos.intercept()
  try {
    await virtualTime(
      async () => {
        const all = asks()
        await Promise.allSettled(order.map((index) => all[index]!()))
      },
      { seed },
    )
  } finally {
    release()
  }
  return chaos
}

/** The failures of each logical call, at any time of its arrival. */
function fates({ journal }: Chaos): string[] {
  return journal.calls
    .map(({ key, attempt, fired, received }) => JSON.stringify([key, attempt, fired.map(({ fault }) => fault), received]))
    .toSorted()
}

const inOrder = Array.from({ length: 50 }, (_, index) => index)

describe('fifty calls at once', () => {
  it('give the same journal for the same seed, to the byte', async () => {
    const journal = JSON.stringify((await played('tuesday', inOrder)).journal)
    expect(JSON.stringify((await played('tuesday', inOrder)).journal)).toBe(journal)
    expect(JSON.stringify((await played('friday', inOrder)).journal)).not.toBe(journal)
  })

  it('get the same failures in any order', async () => {
    const chaos = await played('tuesday', inOrder)
    expect(new Set(chaos.journal.calls.flatMap(({ fired }) => fired.map(({ fault }) => fault))).size).toBe(6)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(inOrder, { minLength: 50 }), async (order) => {
        expect(fates(await played('tuesday', order))).toEqual(fates(chaos))
      }),
      { numRuns: 10 },
    )
  })
})

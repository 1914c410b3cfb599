import { describe, expect } from 'vitest'
import { silentModelSwap } from '../../faults/silent-model-swap.ts'
import { deltasOf } from '../../src/engine/kit/tokens.ts'
import { clients, modelSaying, pacedTest, test, truth, underSeeds } from './bench.ts'
import { completion, message, response } from './replies.ts'
import { order, structured, test as structuredTest } from './structured.ts'
import { embed, test as vectorTest } from './vectors.ts'

const replies: readonly { readonly name: string; readonly model: string; ask(): Promise<{ readonly model: string }> }[] = [
  { name: 'completions', model: 'gpt-4o', ask: completion },
  { name: 'responses', model: 'gpt-4o', ask: response },
  { name: 'messages', model: 'claude-sonnet-5', ask: message },
]

describe.for(replies)('silentModelSwap in $name', ({ model, ask }) => {
  test('names the other model if it is disclosed', async ({ chaos }) => {
    chaos.inject(silentModelSwap({ to: 'lesser-model', disclosed: true }))
    expect((await ask()).model).toBe('lesser-model')
    expect(chaos.journal.calls).toMatchObject([{ answeredBy: 'lesser-model', fired: [{ fault: 'silent-model-swap' }] }])
  })

  test('names the requested model if it is masked, and in the journal the one that answered', async ({ chaos }) => {
    chaos.inject(silentModelSwap({ to: 'lesser-model' }))
    expect((await ask()).model).toContain(model)
    expect(chaos.journal.calls[0]!.answeredBy).toBe('lesser-model')
  })
})

describe('silentModelSwap, masked', () => {
  test('gives itself away by its fingerprint', async ({ chaos }) => {
    const before = await completion()
    chaos.inject(silentModelSwap())
    const after = await completion()
    expect(chaos.journal.calls[1]!.answeredBy).toBe('gpt-4o-mini-2024-07-18')
    expect(after.system_fingerprint).not.toBe(before.system_fingerprint)
  })

  const longTest = modelSaying('word '.repeat(1_000))

  longTest('counts a tenth to a fifth more tokens', async ({ chaos }) => {
    const messages = [{ role: 'user' as const, content: 'word '.repeat(1_000) }]
    const before = await completion({ messages })
    chaos.inject(silentModelSwap())
    const after = await completion({ messages })
    for (const count of ['prompt_tokens', 'completion_tokens'] as const) {
      const factor = after.usage![count] / before.usage![count]
      expect(factor).toBeGreaterThan(1.1)
      expect(factor).toBeLessThan(1.21)
    }
  })

  pacedTest.for(clients)('gives itself away by its pace and its style with $name', async ({ ask }, { chaos }) => {
    chaos.inject(silentModelSwap())
    const text = await ask()
    const [call] = chaos.journal.calls
    // 400 ms to the first delta and 40 ms to each other, while the requested model takes 1,000 ms and 100 ms.
    expect(call!.endedAt).toBe(400 + 40 * ([...deltasOf(text)].length - 1))
    expect(text).not.toBe(truth)
    expect(text).toContain('within thirty days')
  })

  structuredTest.for(structured)('keeps the content of JSON in $name', async ({ ask }, { chaos }) => {
    chaos.inject(silentModelSwap())
    expect(JSON.parse(await ask())).toEqual(order)
    expect(chaos.journal).toHaveFired('silent-model-swap')
  })

  vectorTest('gives vectors that are as near to each other as before, and far from the stored ones', async ({ chaos }) => {
    const texts = ['a red parcel', 'a red letter']
    const near = ([one, other]: readonly number[][]): number => one!.reduce((sum, number, index) => sum + number * other![index]!, 0)
    const before = await embed(texts)
    chaos.inject(silentModelSwap())
    const after = await embed(texts)
    expect(near(after)).toBeCloseTo(near(before), 4)
    expect(Math.abs(near([before[0]!, after[0]!]))).toBeLessThan(0.2)
  })

  test('does not fire if that model answers anyway', async ({ chaos }) => {
    const { model } = await completion()
    chaos.inject(silentModelSwap({ to: model }))
    await completion()
    expect(chaos.neverFired).toHaveLength(1)
  })

  test('can leave no trace except another name', async ({ chaos }) => {
    const usual = await completion()
    chaos.reset()
    chaos.inject(silentModelSwap({ to: 'gpt-3.5-turbo', traces: 'name' }))
    expect(await completion()).toEqual({ ...usual, model: 'gpt-3.5-turbo' })
    expect(chaos.journal).toHaveFired('silent-model-swap')
  })

  test('draws the fingerprint by the seed', async ({ chaos }) => {
    const fingerprint = async (): Promise<string | undefined> => (await completion()).system_fingerprint
    const bySeed = await underSeeds(chaos, silentModelSwap(), fingerprint)
    expect(await underSeeds(chaos, silentModelSwap(), fingerprint)).toEqual(bySeed)
    expect(new Set(bySeed).size).toBe(bySeed.length)
  })
})

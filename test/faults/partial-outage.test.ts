import { describe, expect } from 'vitest'
import { partialOutage } from '../../faults/partial-outage.ts'
import type { Chaos } from '../../src/index.ts'
import { clients, errorOf, test, truth, underSeeds } from './bench.ts'
import { refused } from './refused.ts'
import { overTheWire, type Request } from './wire.ts'

const fails = async (messages: NonNullable<Request['messages']>, model = 'gpt-4o'): Promise<boolean> =>
  (await overTheWire({ messages, model })).status !== 200

const introduction = (person: number) => [{ role: 'user', content: `I am number ${person}.` }]

/** The users whose calls fail, if each sends a prompt of its own. */
async function whoFails(count: number): Promise<boolean[]> {
  const failures: boolean[] = []
  for (let person = 0; person < count; person++) failures.push(await fails(introduction(person)))
  return failures
}

const failuresIn = (chaos: Chaos): number => chaos.journal.calls.filter(({ status }) => status !== 200).length

describe.for(clients)('partialOutage with $name', ({ ask, errors }) => {
  test('throws InternalServerError (500) each time if all fail', async ({ chaos }) => {
    chaos.inject(partialOutage({ share: 1 }))
    expect(await errorOf(ask({ maxRetries: 2 }))).toBeInstanceOf(errors.InternalServerError)
    const failed = refused('partial-outage', { status: 500, kind: 'server-error', permanent: false })
    expect(chaos.journal.calls).toMatchObject([failed, failed, failed])
  })

  test('never fires if none fails', async ({ chaos }) => {
    chaos.inject(partialOutage({ share: 0 }))
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('partialOutage', () => {
  test('fails for the given share of the questions, and for the same ones each time', async ({ chaos }) => {
    chaos.inject(partialOutage({ share: 0.3 }))
    const first = await whoFails(100)
    expect(failuresIn(chaos)).toBeGreaterThan(18)
    expect(failuresIn(chaos)).toBeLessThan(42)
    expect(await whoFails(100)).toEqual(first)
  })

  test('fails for entire conversations, with any text', async ({ chaos }) => {
    chaos.inject(partialOutage({ share: 0.5, by: 'conversation' }))
    const first = await whoFails(10)
    const later: boolean[] = []
    for (let person = 0; person < 10; person++)
      later.push(
        await fails([...introduction(person), { role: 'assistant', content: 'Hello.' }, { role: 'user', content: 'How are you?' }]),
      )
    expect(later).toEqual(first)
    expect(new Set(first)).toEqual(new Set([true, false]))
  })

  test('fails for two thirds of the questions by default', async ({ chaos }) => {
    chaos.inject(partialOutage())
    await whoFails(60)
    expect(failuresIn(chaos)).toBeGreaterThan(29)
    expect(failuresIn(chaos)).toBeLessThan(49)
    expect(chaos.journal.calls.flatMap(({ fired }) => fired)[0]!.parameters).toEqual({ share: 0.65, by: 'question' })
  })

  test('fails for entire models, for every caller', async ({ chaos }) => {
    chaos.inject(partialOutage({ share: 0.5, by: 'model' }))
    expect(new Set(await whoFails(10)).size).toBe(1)
    const models = await Promise.all(Array.from({ length: 10 }, (_, index) => fails(introduction(0), `gpt-${index}`)))
    expect(new Set(models)).toEqual(new Set([true, false]))
  })

  test('draws by the seed', async ({ chaos }) => {
    const who = async (): Promise<string> => (await whoFails(20)).join()
    const bySeed = await underSeeds(chaos, partialOutage(), who)
    expect(await underSeeds(chaos, partialOutage(), who)).toEqual(bySeed)
    expect(new Set(bySeed).size).toBe(bySeed.length)
  })
})

import { describe, expect } from 'vitest'
import { aliasMoved } from '../../faults/alias-moved.ts'
import { modelSaying, test, timePasses, truth, underSeeds } from './bench.ts'
import { completion, inJson, message, response } from './replies.ts'

describe('aliasMoved', () => {
  test.for([
    { name: 'completions', ask: () => completion(), model: 'gpt-4o' },
    { name: 'responses', ask: () => response(), model: 'gpt-4o' },
    { name: 'messages', ask: () => message(), model: 'claude-sonnet-5' },
  ])('names another build from the given moment on, in $name', async ({ ask, model }, { chaos }) => {
    chaos.inject(aliasMoved({ at: '30m', to: 'the-next-build' }))
    await timePasses(1_799_999)
    expect((await ask()).model).toContain(model)
    await timePasses(1)
    expect((await ask()).model).toBe('the-next-build')
    expect(chaos.journal.calls).toMatchObject([{ fired: [] }, { answeredBy: 'the-next-build', fired: [{ fault: 'alias-moved' }] }])
  })

  test('moves at once, and to a build with a date, by default', async ({ chaos }) => {
    chaos.inject(aliasMoved())
    const { model } = await message()
    expect(model).toMatch(/^claude-sonnet-5.*-2026-11-01$/)
  })

  test('changes the fingerprint and the style, once for all answers', async ({ chaos }) => {
    const before = await completion()
    chaos.inject(aliasMoved())
    const after = [await completion(), await completion()]
    expect(after[0]!.system_fingerprint).not.toBe(before.system_fingerprint)
    expect(after[1]!.system_fingerprint).toBe(after[0]!.system_fingerprint)
    const [first, second] = after.map(({ choices }) => choices[0]!.message.content)
    expect(first).not.toBe(truth)
    expect(first).toContain('return a parcel within thirty days')
    expect(second).toBe(first)
  })

  const jsonTest = modelSaying('{"days":30}')

  jsonTest('leaves JSON as it is', async ({ chaos }) => {
    chaos.inject(aliasMoved())
    const { choices } = await completion(inJson)
    expect(choices[0]!.message.content).toBe('{"days":30}')
    expect(chaos.journal).toHaveFired('alias-moved')
  })

  test('draws the fingerprint by the seed', async ({ chaos }) => {
    const fingerprint = async (): Promise<string | undefined> => (await completion()).system_fingerprint
    const bySeed = await underSeeds(chaos, aliasMoved(), fingerprint)
    expect(await underSeeds(chaos, aliasMoved(), fingerprint)).toEqual(bySeed)
    expect(new Set(bySeed).size).toBe(bySeed.length)
  })
})

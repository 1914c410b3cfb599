import { describe, expect } from 'vitest'
import { answerVaries } from '../../faults/answer-varies.ts'
import { modelSaying, test, truth } from './bench.ts'
import { expectChangedProse, expectDrawnBySeed, expectJsonLeftAlone, prose } from './prose.ts'

const right = /You (can|may) return a parcel within thirty days, for free\.$/

describe('answerVaries', () => {
  test('rewords the answer if no share is wrong', async ({ chaos }) => {
    await expectChangedProse(chaos, answerVaries({ wrong: 0 }), truth, expect.stringMatching(right))
  })

  test('answers differently each time that the same prompt is sent', async ({ chaos }) => {
    chaos.inject(answerVaries({ wrong: 0 }))
    const said = new Set<string>()
    for (let asked = 0; asked < 10; asked++) said.add(await prose())
    expect(said.size).toBeGreaterThan(1)
  })

  test.for([
    [1, 20, 20],
    [0.5, 5, 15],
  ] as const)('is wrong in the given share of the answers: %d', async ([wrong, least, most], { chaos }) => {
    chaos.inject(answerVaries({ wrong }))
    let count = 0
    for (let asked = 0; asked < 20; asked++) if (!right.test(await prose())) count++
    expect(count).toBeGreaterThanOrEqual(least)
    expect(count).toBeLessThanOrEqual(most)
  })

  test('is wrong in a fifth of the answers by default', async ({ chaos }) => {
    chaos.inject(answerVaries())
    await prose()
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ parameters: { wrong: 0.2 } }])
  })

  const jsonTest = modelSaying('{"days":30}')

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, answerVaries({ wrong: 1 }), '{"days":30}'))

  test('draws by the seed', ({ chaos }) => expectDrawnBySeed(chaos, answerVaries()))
})

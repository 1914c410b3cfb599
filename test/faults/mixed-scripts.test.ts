import { describe, expect } from 'vitest'
import { mixedScripts } from '../../faults/mixed-scripts.ts'
import { modelSaying, test, truth } from './bench.ts'
import { expectChangedProse, expectDrawnBySeed, expectJsonLeftAlone, prose } from './prose.ts'

/** How many words are of another alphabet. */
function alienIn(text: string): number {
  return text.split(' ').filter((word) => /[^ -~]/.test(word)).length
}

describe('mixedScripts', () => {
  test('puts words of another script into the answer', async ({ chaos }) => {
    await expectChangedProse(chaos, mixedScripts(), truth, expect.stringMatching(/[^ -~]/))
  })

  test.for([
    [mixedScripts(), 2],
    [mixedScripts({ count: 7 }), 7],
  ] as const)('replaces the given number of words, and leaves the others (%#)', async ([injection, count], { chaos }) => {
    for (let asked = 0; asked < 5; asked++) {
      chaos.reset(asked)
      chaos.inject(injection)
      const words = (await prose()).split(' ')
      const usual = truth.split(' ')
      expect(words).toHaveLength(usual.length)
      expect(words.filter((word, index) => word !== usual[index])).toHaveLength(count)
      expect(alienIn(words.join(' '))).toBe(count)
    }
  })

  const shortTest = modelSaying('Yes.')

  shortTest('replaces no more words than there are', async ({ chaos }) => {
    chaos.inject(mixedScripts({ count: 50 }))
    expect(alienIn(await prose())).toBe(1)
  })

  const jsonTest = modelSaying('{"days":30}')

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, mixedScripts(), '{"days":30}'))

  test('draws by the seed', ({ chaos }) => expectDrawnBySeed(chaos, mixedScripts()))
})

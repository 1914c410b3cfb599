import { describe, expect } from 'vitest'
import { quantizedHost } from '../../faults/quantized-host.ts'
import { modelSaying } from './bench.ts'
import { expectChangedProse, expectDrawnBySeed, expectJsonLeftAlone } from './prose.ts'
import { completion } from './replies.ts'

const sentences = Array.from({ length: 50 }, (_, index) => `Parcel ${index + 100} is in Lyon. `)
const fifty = sentences.join('')
const test = modelSaying(fifty)
const jsonTest = modelSaying('{"days":30}')

/** How many of the sentences are wrong after some tokens of input. */
async function wrongAfter(tokens: number): Promise<number> {
  const { choices } = await completion({ messages: [{ role: 'user', content: 'word '.repeat(tokens) }] })
  const said = choices[0]!.message.content!.split(/(?<=\. )/)
  return sentences.filter((sentence, index) => said[index] !== sentence).length
}

describe('quantizedHost', () => {
  test('is wrong in each sentence if the rate is 1', async ({ chaos }) => {
    await expectChangedProse(chaos, quantizedHost({ rate: 1 }), fifty, expect.not.stringMatching(/^Parcel 100 is in Lyon/))
    expect(await wrongAfter(1)).toBe(50)
  })

  test('is never wrong if the rate is 0', async ({ chaos }) => {
    chaos.inject(quantizedHost({ rate: 0 }))
    expect(await wrongAfter(1)).toBe(0)
    expect(chaos.neverFired).toHaveLength(1)
  })

  test('is wrong in the given share of the sentences, twice as often for every 8,000 tokens', async ({ chaos }) => {
    chaos.inject(quantizedHost({ rate: 0.2 }))
    const [short, long, longest] = [await wrongAfter(1), await wrongAfter(8_000), await wrongAfter(24_000)]
    expect(short).toBeGreaterThanOrEqual(4)
    expect(short).toBeLessThanOrEqual(16)
    expect(long).toBeGreaterThan(short)
    expect(longest).toBe(50)
  })

  jsonTest('leaves JSON as it is', ({ chaos }) => expectJsonLeftAlone(chaos, quantizedHost({ rate: 1 }), '{"days":30}'))

  test('draws by the seed', ({ chaos }) => expectDrawnBySeed(chaos, quantizedHost({ rate: 0.5 })))

  test('is wrong in a tenth of the sentences by default', async ({ chaos }) => {
    chaos.inject(quantizedHost())
    await wrongAfter(1)
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ parameters: { rate: 0.1 } }])
  })
})

import { describe, expect } from 'vitest'
import { wrongDimensions } from '../../faults/wrong-dimensions.ts'
import { chat, truth } from './bench.ts'
import { embed, test } from './vectors.ts'

const lengthsOf = (vectors: readonly number[][]): number[] => vectors.map(({ length }) => length)

describe('wrongDimensions', () => {
  test.for([
    [wrongDimensions(), 384],
    [wrongDimensions({ dimensions: 3_000 }), 3_000],
    [wrongDimensions({ dimensions: 1 }), 1],
  ] as const)('gives vectors of another length, which are still of length 1 (%#)', async ([injection, dimensions], { chaos }) => {
    expect(lengthsOf(await embed(['one', 'two']))).toEqual([1_536, 1_536])
    chaos.inject(injection)
    const vectors = await embed(['one', 'two'])
    expect(lengthsOf(vectors)).toEqual([dimensions, dimensions])
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 3)
    expect(chaos.journal.calls[1]).toMatchObject({ status: 200, ending: 'complete', fired: [{ fault: 'wrong-dimensions' }] })
  })

  test('ignores the requested length', async ({ chaos }) => {
    chaos.inject(wrongDimensions())
    expect(lengthsOf(await embed(['one'], 256))).toEqual([384])
  })

  test('does not fire if the vectors have that length, or for an answer in text', async ({ chaos }) => {
    chaos.inject(wrongDimensions())
    expect(lengthsOf(await embed(['one'], 384))).toEqual([384])
    expect(await chat.ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

import { describe, expect } from 'vitest'
import { brokenVector } from '../../faults/broken-vector.ts'
import { chat, truth } from './bench.ts'
import { embed, test } from './vectors.ts'

describe('brokenVector', () => {
  test.for([
    [brokenVector(), null],
    [brokenVector({ how: 'zeros' }), 0],
  ] as const)('holds nothing but one value, in every vector (%#)', async ([injection, value], { chaos }) => {
    const usual = await embed(['one', 'two'])
    chaos.inject(injection)
    const vectors = await embed(['one', 'two'])
    expect(vectors.map(({ length }) => length)).toEqual(usual.map(({ length }) => length))
    expect(new Set(vectors.flat() as unknown[])).toEqual(new Set([value]))
    expect(chaos.journal.calls[1]).toMatchObject({ status: 200, ending: 'complete', fired: [{ fault: 'broken-vector' }] })
  })

  test('does not fire for an answer in words', async ({ chaos }) => {
    chaos.inject(brokenVector())
    expect(await chat.ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

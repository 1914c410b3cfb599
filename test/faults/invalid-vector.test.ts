import { describe, expect } from 'vitest'
import { invalidVector } from '../../faults/invalid-vector.ts'
import { chat, truth } from './bench.ts'
import { embed, test } from './vectors.ts'

describe('invalidVector', () => {
  test.for([
    [invalidVector(), null],
    [invalidVector({ kind: 'zeros' }), 0],
  ] as const)('holds nothing but one value, in every vector (%#)', async ([injection, value], { chaos }) => {
    const usual = await embed(['one', 'two'])
    chaos.inject(injection)
    const vectors = await embed(['one', 'two'])
    expect(vectors.map(({ length }) => length)).toEqual(usual.map(({ length }) => length))
    expect(new Set(vectors.flat() as unknown[])).toEqual(new Set([value]))
    expect(chaos.journal.calls[1]).toMatchObject({ status: 200, ending: 'complete', fired: [{ fault: 'invalid-vector' }] })
  })

  test('does not fire for an answer in words', async ({ chaos }) => {
    chaos.inject(invalidVector())
    expect(await chat.ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

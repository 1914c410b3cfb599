import { describe, expect } from 'vitest'
import { invalidStructuredOutput } from '../../faults/invalid-structured-output.ts'
import { invalidKinds, unparseableKinds } from '../../src/engine/kit/broken-json.ts'
import { violationOf } from '../../src/engine/kit/schema/violation.ts'
import { clients, test as proseTest, truth, underSeeds } from './bench.ts'
import { order, orderSchema, structured, test } from './structured.ts'

describe.for(structured)('invalidStructuredOutput with $name', ({ ask }) => {
  test.for(unparseableKinds)('cannot be parsed: %s', async (kind, { chaos }) => {
    chaos.inject(invalidStructuredOutput({ kind }))
    const text = await ask()
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', notes: [`invalid-structured-output: ${kind}`] }])
  })

  test('is broken in any way by default, drawn by the seed', async ({ chaos }) => {
    const bySeed = await underSeeds(chaos, invalidStructuredOutput(), ask)
    expect(await underSeeds(chaos, invalidStructuredOutput(), ask)).toEqual(bySeed)
    expect(bySeed).not.toContain(JSON.stringify(order))
    expect(new Set(bySeed).size).toBeGreaterThan(1)
  })

  // An order holds no object that could be sent as text.
  test.for(invalidKinds.filter((kind) => kind !== 'object-as-text'))(
    'is JSON, but not in the requested form: %s',
    async (kind, { chaos }) => {
      chaos.inject(invalidStructuredOutput({ kind }))
      const value: unknown = JSON.parse(await ask())
      expect(value).not.toEqual(order)
      expect(violationOf(value, orderSchema)).toBeDefined()
      expect(chaos.journal).toHaveFired('invalid-structured-output')
    },
  )
})

describe.for(clients)('invalidStructuredOutput, if $name is to answer in prose', ({ ask }) => {
  proseTest('leaves prose as it is, and does not fire', async ({ chaos }) => {
    chaos.inject(invalidStructuredOutput())
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

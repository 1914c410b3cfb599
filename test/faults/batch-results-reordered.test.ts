import { describe, expect } from 'vitest'
import { batchResultsReordered } from '../../faults/batch-results-reordered.ts'
import { batches } from './batches.ts'
import { textOf } from '../../src/kit.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  answers: ({ messages }) => ({ parts: [{ type: 'text', text: `Parcel ${textOf({ messages }).at(-2)}.` }] }),
})

describe.for(batches)('batch-results-reordered with $name', ({ send }) => {
  test('lists the results in another order, each under its own name', async ({ chaos }) => {
    chaos.inject(batchResultsReordered())
    const { results } = await send()
    const names = results.map(([name]) => name)
    expect(names).not.toEqual(['a', 'b', 'c', 'd'])
    for (const [name, result] of results) expect(result).toBe(`Parcel ${name}.`)
    expect(new Set(names).size).toBe(4)
  })
})

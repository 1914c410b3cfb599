import { expect, it } from 'vitest'
import { EvenSample } from '../../../src/engine/run/even-sample.ts'

it('keeps all values up to its limit, and evenly chosen ones beyond it', () => {
  const sample = new EvenSample(4)
  const kept = Array.from({ length: 12 }, (_, value) => {
    sample.add(value)
    return [...sample.all]
  })
  expect(kept[3]).toEqual([0, 1, 2, 3])
  expect(kept[4]).toEqual([0, 2, 4])
  expect(kept[7]).toEqual([0, 2, 4, 6])
  expect(kept[11]).toEqual([0, 4, 8])
})

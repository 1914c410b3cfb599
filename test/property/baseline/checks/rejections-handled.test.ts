import { expect, it } from 'vitest'
import { rejectionsHandled } from '../../../../src/property/baseline/checks/rejections-handled.ts'
import type { Comparison } from '../../../../src/property/baseline/comparison.ts'
import type { Observation } from '../../../../src/property/index.ts'

/** What the check looks at: the rejections in the first copy of each run. */
function comparison(...runs: readonly (readonly Observation[])[]): Comparison {
  return { rehearsal: { runs: runs.map((uncaught) => ({ copies: [{ outcome: { uncaught } }] })) } } as unknown as Comparison
}

const rejection = { at: 0, text: 'Error: 500' }

it('finds a rejection in the first run, and names the later run in which it happened', () => {
  expect(rejectionsHandled.judge(comparison([rejection], []))).toEqual({ type: 'violated', how: 'nothing catches Error: 500' })
  expect(rejectionsHandled.judge(comparison([], [rejection]))).toEqual({ type: 'violated', how: 'nothing catches Error: 500, in run 2' })
})

it('does not accuse an app without one', () => {
  expect(rejectionsHandled.judge(comparison([], []))).toEqual({ type: 'held' })
})

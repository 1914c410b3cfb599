import { expect, it } from 'vitest'
import { overloaded, splitBytes } from '../../../faults/index.ts'
import { formatRemarks } from '../../../src/property/index.ts'

const how = 'it answers from yesterday'

it('names the plan under which each remark was seen first', () => {
  const remarks = [
    { id: 'a', how, injections: [] },
    { id: 'b', how, injections: [overloaded().nth(1).toJSON(), splitBytes().toJSON()] },
  ]
  expect(formatRemarks({ remarks, isRepeatable: true })).toEqual([
    'a: it answers from yesterday (without a fault)',
    'b: it answers from yesterday (under overloaded on call 1 and split-bytes { size: 1 } on every call)',
  ])
})

it('reports first that the app was not compared, with the remedy', () => {
  const [first, ...others] = formatRemarks({ remarks: [], isRepeatable: false })
  expect(first).toMatch(/^no baseline check was made: .* new app for each run: survives\(chaos, \{ app: /)
  expect(others).toEqual([])
})

it('is empty if it has nothing to report', () => {
  expect(formatRemarks({ remarks: [], isRepeatable: true })).toEqual([])
})

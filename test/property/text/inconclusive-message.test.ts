import { expect, it } from 'vitest'
import { inconclusiveMessage } from '../../../src/property/text/inconclusive-message.ts'

it('counts the faults that never fired, and names the first three', () => {
  const report = {
    runs: 5,
    properties: {},
    fired: {},
    coverage: [],
    exercise: [],
    inconclusive: ['falls-back'],
    remarks: [],
    isRepeatable: true,
  }
  const messageOf = (neverFired: string[]): string => inconclusiveMessage({ ...report, neverFired }, () => undefined)
  const hundred = Array.from({ length: 100 }, (_, index) => `fault-${index + 1}`)
  expect(messageOf(hundred)).toMatch(/ falls-back\. 100 faults never fired, first of all fault-1, fault-2 and fault-3\.$/)
  expect(messageOf(['a', 'b'])).toMatch(/ falls-back\. a and b never fired\.$/)
  expect(messageOf(['a'])).toMatch(/ falls-back\. a never fired\.$/)
  expect(messageOf([])).not.toContain('never fired')
})

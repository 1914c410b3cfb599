import { expect, it } from 'vitest'
import { inconclusiveMessage } from '../../../src/property/text/inconclusive-message.ts'

it('names the first few faults that never fired, and counts the others', () => {
  const report = { runs: 5, properties: {}, fired: {}, coverage: [], inconclusive: ['falls-back'] }
  const messageOf = (neverFired: string[]): string => inconclusiveMessage({ ...report, neverFired }, () => undefined)
  expect(messageOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toMatch(/ never fired: a, b, c, d, e, and 2 more\.$/)
  expect(messageOf(['a', 'b'])).toMatch(/ never fired: a, b\.$/)
  expect(messageOf([])).not.toContain('never fired')
})

import { expect, it } from 'vitest'
import { coverageOf } from '../../../src/report/data/coverage-rows.ts'

it('has a row for each class of faults on a kind of call, by attempt and phase', () => {
  const [anthropic, openai] = coverageOf({
    exercise: [
      { site: 'openai chat', attempt: 1, phase: 'before the answer', symptom: '5xx', runs: 2 },
      { site: 'openai chat', attempt: 1, phase: 'before the answer', symptom: 'rate-limit', runs: 3 },
      { site: 'openai chat', attempt: 2, phase: 'complete answer', symptom: '5xx', runs: 0 },
      { site: 'anthropic messages', attempt: 1, phase: 'during the answer', symptom: 'truncation', runs: 1 },
    ],
  })
  expect(anthropic).toMatchObject({ site: 'anthropic messages', rows: [{ className: 'Truncated' }] })
  const never = [undefined, undefined, undefined]
  expect(openai).toEqual({
    site: 'openai chat',
    rows: [{ className: 'Error response', runs: [[5, undefined, undefined], [undefined, undefined, 0], never] }],
  })
})

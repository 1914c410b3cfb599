import { expect, it } from 'vitest'
import { middleOfWait } from '../../../src/property/search/waits.ts'
import { call } from '../properties/evidence.ts'

it.for([
  ['the middle of a back-off', [call({ startedAt: 0, endedAt: 100 }), call({ startedAt: 4_100, endedAt: 4_200 })], 2_100],
  [
    'the middle of the longest of several',
    [
      call({ startedAt: 0, endedAt: 0 }),
      call({ startedAt: 1_000, endedAt: 1_000 }),
      call({ startedAt: 5_000, endedAt: 5_100 }),
      call({ startedAt: 6_000 }),
    ],
    3_000,
  ],
  [
    'nothing while another call is open',
    [call({ startedAt: 0, endedAt: 9_000 }), call({ startedAt: 10, endedAt: 20 }), call({ startedAt: 8_000 })],
    undefined,
  ],
  ['nothing after a call that stays open', [call({ startedAt: 0, endedAt: undefined }), call({ startedAt: 8_000 })], undefined],
  ['nothing between steps that follow each other', [call({ startedAt: 0, endedAt: 100 }), call({ startedAt: 100 })], undefined],
  ['nothing without calls', [], undefined],
] as const)('gives %s', ([, calls, middle]) => {
  expect(middleOfWait(calls)).toBe(middle)
})

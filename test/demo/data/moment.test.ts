import { describe, expect, it } from 'vitest'
import { callsAt, eventsOf, isOver, readAt } from '../../../src/demo/data/moment.ts'
import { call, outcome, story } from '../../report/sample.ts'
import { take } from '../sample.ts'

const calls = [
  call({
    startedAt: 0,
    firstByteAt: 600,
    deltas: [600, 630, 660],
    endedAt: 660,
    fired: [{ fault: 'truncated-stream', parameters: {}, at: 660 }],
  }),
  call({ startedAt: 900, firstByteAt: 1_500, deltas: [1_500], endedAt: 1_500 }),
]
const shown = [
  { at: 600, text: 'It ', calls: 1 },
  { at: 630, text: 'is', calls: 1 },
  { at: 900, text: '', calls: 1, retracts: true as const },
  { at: 1_500, text: 'It arrives.', calls: 2 },
]
const one = take({ story: story({ startedAt: 0, endedAt: 1_600, calls, outcomes: [outcome({ settledAt: 1_600, shown })] }) })

describe('a moment of an answer', () => {
  it.for([
    [0, ''],
    [610, 'It '],
    [700, 'It is'],
    [1_000, ''],
    [1_500, 'It arrives.'],
    [1_600, 'It arrives.'],
  ] as const)('reads at %i ms: "%s"', ([now, text]) => {
    expect(readAt(one, now)).toBe(text)
  })

  it('knows of a call only what has happened', () => {
    expect(callsAt(one, 640)).toEqual(
      [{ ...calls[0], deltas: [600, 630], fired: [], endedAt: undefined, ending: undefined, status: undefined }].map(defined),
    )
    expect(callsAt(one, 300)[0]).not.toHaveProperty('firstByteAt')
    expect(callsAt(one, 660)).toEqual([calls[0]])
    expect(callsAt(one, 1_600)).toEqual(calls)
  })

  it('steps from event to event, whichever app it is of', () => {
    expect(eventsOf([one, take({ endedAt: 2_000, calls: [] })])).toEqual([600, 660, 900, 1_500, 1_600, 2_000])
    expect([isOver(one, 1_599), isOver(one, 1_600)]).toEqual([false, true])
  })
})

/** Without the members that are `undefined`. */
function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
}

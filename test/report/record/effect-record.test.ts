import { describe, expect, it } from 'vitest'
import type { Effect } from '../../../src/property/verdict/outcome.ts'
import { effectsData } from '../../../src/report/record/effect-record.ts'
import { call, evidence } from '../../property/properties/evidence.ts'

const refund = { name: 'refund', arguments: { order: 377 } }
const [asks, again, last] = [
  call({ startedAt: 0, received: 'refund({"order":377})' }),
  call({ startedAt: 500, received: 'refund({"order": 378})' }),
  call({ startedAt: 900 }),
]
const calls = [asks, again, last]

function placesOf(effects: readonly Effect[], tasks: Parameters<typeof effectsData>[0]['tasks'] = [], isAlone = true) {
  const { outcome } = evidence({ calls })
  return effectsData({ ...outcome, effects, tasks }, calls, isAlone).map(({ text: _text, at: _at, ...place }) => place)
}

describe('a side effect as data', () => {
  it('is from the call whose answer has the tool call that caused it', () => {
    expect(placesOf([{ at: 1_000, text: 'refund', tool: refund }])).toEqual([{ from: 0 }])
  })

  it('is after the last call that had begun, if no answer has its tool call', () => {
    const other = { name: 'refund', arguments: { order: 379 } }
    expect(
      placesOf([
        { at: 600, text: 'mail' },
        { at: 600, text: 'refund', tool: other },
      ]),
    ).toEqual([{ after: 1 }, { after: 1 }])
  })

  it('is after no call if none had begun, or another copy of the task could have made it', () => {
    expect(placesOf([{ at: 0, sequence: -1, text: 'log' }])).toEqual([{}])
    expect(placesOf([{ at: 600, text: 'mail' }], [], false)).toEqual([{}])
  })

  it('is after the last call of its own task', () => {
    const task = { name: 'first', startedAt: 0, settledAt: 1_000, settlement: { type: 'value', value: 1 } as const, made: [asks] }
    expect(placesOf([{ at: 1_000, text: 'mail', task: 0 }], [task], false)).toEqual([{ after: 0 }])
  })
})

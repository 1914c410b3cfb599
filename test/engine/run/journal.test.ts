import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FrameRole } from '../../../src/engine/model/frame.ts'
import { CallRecord } from '../../../src/engine/run/call-record.ts'
import { RunJournal } from '../../../src/engine/run/run-journal.ts'
import { callOf } from '../sample.ts'

describe('a call record', () => {
  it('joins frames of one role to a run', () => {
    const record = new CallRecord(callOf())
    const arrivals: readonly [FrameRole, number][] = [
      ['opening', 0],
      ['delta', 1],
      ['delta', 2],
      ['delta', 5],
      ['ping', 6],
      ['delta', 7],
    ]
    for (const [role, at] of arrivals) record.receive([{ type: 'frame', role, data: '' }], at)
    expect(record.frames).toEqual([
      { role: 'opening', count: 1, from: 0, to: 0 },
      { role: 'delta', count: 3, from: 1, to: 5 },
      { role: 'ping', count: 1, from: 6, to: 6 },
      { role: 'delta', count: 1, from: 7, to: 7 },
    ])
  })

  it('keeps every delta in order', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 600 }), (pieces) => {
        const record = new CallRecord(callOf())
        for (const received of pieces) record.receive([{ type: 'frame', role: 'delta', data: '', received }], 0)
        expect(record.received).toBe(pieces.join(''))
      }),
    )
  })

  it('ends once, except for a hang, which an abort can end', () => {
    const record = new CallRecord(callOf())
    record.end('hung', 10)
    record.end('aborted', 20)
    record.end('reset', 30)
    expect(record).toMatchObject({ ending: 'aborted', endedAt: 20 })
  })

  it('holds one fire for one injection, at its first', () => {
    const record = new CallRecord(callOf())
    const parameters = { afterDeltas: 3 }
    record.fire('truncated-stream', parameters, 1)
    record.fire('truncated-stream', parameters, 2)
    record.fire('truncated-stream', { afterDeltas: 3 }, 3)
    expect(record.fired).toEqual([
      { fault: 'truncated-stream', parameters, at: 1 },
      { fault: 'truncated-stream', parameters, at: 3 },
    ])
  })
})

describe('the JSON of a journal', () => {
  it('does not depend on how calls of one moment interleave', () => {
    const calls = [callOf({ key: 'a' }), callOf({ key: 'a', attempt: 1 }), callOf({ key: 'b' }), callOf({ key: 'a', attempt: 2, at: 500 })]
    const written = (order: typeof calls): string => {
      const journal = new RunJournal('tuesday')
      journal.calls.push(...order.map((call, index) => new CallRecord({ ...call, index })))
      return JSON.stringify(journal)
    }
    fc.assert(fc.property(fc.shuffledSubarray(calls, { minLength: calls.length }), (order) => written(order) === written(calls)))
  })

  it('holds no request', () => {
    const journal = new RunJournal('tuesday')
    journal.calls.push(new CallRecord(callOf()))
    expect(Object.keys(journal.toJSON().calls[0]!)).not.toContain('call')
  })
})

import { describe, expect, it } from 'vitest'
import type { CopyDifference } from '../../../src/property/baseline/comparison.ts'
import { marksItself } from '../../../src/property/baseline/marks.ts'
import type { Copy } from '../../../src/property/trial/rehearse.ts'
import type { Snapshot } from '../../../src/property/trial/snapshot.ts'
import type { Outcome } from '../../../src/property/index.ts'
import { evidence } from '../properties/evidence.ts'

function copy(value: Snapshot, outcome: Partial<Outcome> = {}): Copy {
  return { value, outcome: { ...evidence({}).outcome, settlement: { type: 'value', value }, ...outcome } }
}

function difference(given: Partial<CopyDifference>): CopyDifference {
  return { kind: 'changed', path: 'note', was: 'a', is: 'b', isFromModel: false, ...given } as CopyDifference
}

const usual = copy({ text: 'It arrives on Friday.' })

describe('an app marks its value', () => {
  it.for([
    ['by rejecting', copy(undefined, { settlement: { type: 'error', error: new Error('no') } }), []],
    ['by an alert', copy({ text: 'It' }, { alerts: [{ at: 0, text: 'truncated' }] }), []],
    ['by a flag', copy({ text: 'It', partial: true }), []],
    ['by a source', copy({ text: 'It', fallback: 'cache' }), []],
    ['by a member that is not there otherwise', copy({ text: 'It', note: 'b' }), [difference({ kind: 'added' })]],
    ['by words of its own', copy({ text: 'It', note: 'b' }), [difference({})]],
  ] as const)('%s', ([, is, differences]) => {
    expect(marksItself(is, usual, differences)).toBe(true)
  })

  it.for([
    ['if nothing differs', copy({ text: 'It arrives on Friday.' }), []],
    ['by a part of the answer', copy({ text: 'It' }), [difference({ path: 'text', isFromModel: true })]],
    ['by a member that is empty', copy({ text: 'It', note: '' }), [difference({ kind: 'emptied', is: '' })]],
    ['by a flag that is not set', copy({ text: 'It', partial: false }), []],
  ] as const)('not %s', ([, is, differences]) => {
    expect(marksItself(is, usual, differences)).toBe(false)
  })

  it('not by a flag that is always set', () => {
    const flagged = copy({ text: 'It', cached: true })
    expect(marksItself(flagged, flagged, [])).toBe(false)
  })
})

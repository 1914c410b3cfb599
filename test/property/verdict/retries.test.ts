import { describe, expect, test } from 'vitest'
import type { JournalCall } from '../../../src/index.ts'
import { retriesIn } from '../../../src/kit.ts'
import { asked, call, failed } from '../properties/evidence.ts'

/** The number of each retry among calls. */
function numbersOf(...calls: readonly JournalCall[]): readonly number[] {
  return retriesIn(calls).map(({ nth }) => nth)
}

describe('retriesIn', () => {
  test('numbers the tries after a failed one', () => {
    expect(numbersOf(failed(), failed({ startedAt: 200 }), call({ startedAt: 400 }))).toEqual([1, 2])
  })

  test('counts a try after one that the client gave up', () => {
    expect(numbersOf(failed({ ending: 'aborted' }), call({ startedAt: 200 }))).toEqual([1])
  })

  test.each([
    ['a call after an answer', [call(), call({ startedAt: 200 })]],
    ['a call that was sent before the failure', [failed(), failed({ startedAt: 50 })]],
    ['another question', [failed(), failed({ startedAt: 200, key: 'other' })]],
    ['another provider', [failed(), failed({ startedAt: 200, provider: 'anthropic' })]],
    ['another account', [failed(), failed({ startedAt: 200, call: asked({ credential: 'other' }) })]],
    ['a call 10 minutes later', [failed(), failed({ startedAt: 600_100 })]],
  ])('is empty for %s', (_, calls) => {
    expect(numbersOf(...calls)).toEqual([])
  })

  test('orders calls of one millisecond by what happened first', () => {
    const moment = { startedAt: 0, endedAt: 0 }
    const first = failed({ ...moment, sequence: { began: 0, ended: 2 } })
    expect(numbersOf(first, failed({ ...moment, sequence: { began: 1, ended: 3 } }))).toEqual([])
    expect(numbersOf(first, failed({ ...moment, sequence: { began: 3, ended: 4 } }))).toEqual([1])
  })

  test('counts the retries of each of several samples apart', () => {
    const samples = [0, 0, 0].map((startedAt) => failed({ startedAt }))
    const again = [300, 300, 300].map((startedAt) => failed({ startedAt }))
    expect(numbersOf(...samples, ...again)).toEqual([1, 1, 1])
  })
})

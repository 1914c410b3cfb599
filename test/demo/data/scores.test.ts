import { describe, expect, it } from 'vitest'
import { doneWith, scoresOf } from '../../../src/demo/data/scores.ts'
import { shownDay } from '../../../src/demo/data/takes.ts'
import { demoSample, failed, take } from '../sample.ts'

const [naive] = shownDay(demoSample(), 'bad-hour', 'one', []).apps!

describe('the scorecard', () => {
  it('counts a customer as soon as the app is done', () => {
    expect(doneWith(naive, 0, 999)).toHaveLength(0)
    expect(doneWith(naive, 0, 1_000)).toHaveLength(1)
    expect(doneWith(naive, 1, 499)).toHaveLength(1)
    expect(doneWith(naive, 1, 500)).toHaveLength(2)
  })

  it('names the first customer that something is bad for', () => {
    const scores = scoresOf([take(), take(failed), take({ experience: { kind: 'none', words: '' }, endedAt: 50_000 })], 3)
    expect(scores.map(({ name, value, worst }) => [name, value, worst])).toEqual([
      ['Customers served', '1 of 3', 1],
      ['Truncated or wrong answers', '1', 1],
      ['Left without an answer', '1', 2],
      ['Longest wait', '50\u{a0}s', 2],
      ['Calls to providers', '3', undefined],
      ['Rules kept', '2 of 3', 1],
    ])
  })

  it('takes an answer with less for served', () => {
    expect(scoresOf([take({ experience: { kind: 'less', words: '' } })], 1)[0]).toEqual({ name: 'Customers served', value: '1 of 1' })
  })
})

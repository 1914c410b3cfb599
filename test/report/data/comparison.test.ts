import { describe, expect, it } from 'vitest'
import { changesIn, formerFor, formerOf } from '../../../src/report/data/comparison.ts'
import { finding, report, run, search } from '../sample.ts'

const then = formerOf(search())
const later = '2026-11-27T10:00:00.000Z'
const mended = search({ endedAt: later, findings: [], runs: [run({ verdicts: 'hi' })] })

describe('a comparison with the former run', () => {
  it('keeps what was violated and what held, and the score', () => {
    expect(then).toMatchObject({ title: 'answers a question', score: { held: 0, tested: 1 }, violated: ['whole-answers'], held: [] })
    expect(formerOf(mended)).toMatchObject({ violated: [], held: ['whole-answers'] })
  })

  it('lists new, remaining and fixed findings', () => {
    expect(changesIn(search(), [then])).toMatchObject({ appeared: [], remaining: ['whole-answers'], mended: [] })
    expect(changesIn(search(), [formerOf(mended)])).toMatchObject({ appeared: ['whole-answers'], remaining: [] })
    expect(changesIn(mended, [then])).toMatchObject({ mended: ['whole-answers'], unknown: [] })
  })

  it('does not call a property fixed that no run exercised', () => {
    expect(changesIn(search({ findings: [], runs: [run({ verdicts: 'ii' })] }), [then])).toMatchObject({
      mended: [],
      unknown: ['whole-answers'],
    })
  })

  it('knows a search by its title', () => {
    expect(changesIn(search({ title: 'another' }), [then])).toBeUndefined()
    expect(changesIn(search())).toBeUndefined()
  })

  it('is with the report that is replaced, unless that shows the same searches', () => {
    const first = report([search({ findings: [finding('few-retries')] })])
    expect(formerFor(first, [mended])).toMatchObject([{ violated: ['few-retries'] }])
    const second = report([mended], { former: formerFor(first, [mended])! })
    expect(formerFor(second, [mended])).toBe(second.former)
    expect(formerFor(report([mended]), [mended])).toBeUndefined()
  })
})

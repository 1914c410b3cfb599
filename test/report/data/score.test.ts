import { describe, expect, it } from 'vitest'
import { symptoms } from '../../../src/engine/model/fault-traits.ts'
import { classOf, faultClasses } from '../../../src/report/data/fault-class.ts'
import { formulaOf, scoreOf } from '../../../src/report/data/score.ts'
import { scorecardOf } from '../../../src/report/data/scorecard.ts'
import { rule, run, search } from '../sample.ts'

const truncated = faultClasses.findIndex(({ name }) => name === 'Truncated')
const errors = faultClasses.findIndex(({ name }) => name === 'Error response')

describe('the classes of faults', () => {
  it('contain everything that a client can see of a fault, once', () => {
    const all = faultClasses.flatMap(({ shows }) => shows)
    expect(all.toSorted()).toEqual(Object.keys(symptoms).toSorted())
    expect(classOf('5xx')).toBe(errors)
  })
})

describe('the scorecard', () => {
  it('counts the runs in which a property held, was violated or was not exercised, under each class', () => {
    const [user, provider] = scorecardOf(search())
    expect(user).toMatchObject({ harm: 'user', rows: [{ all: { held: 1, violated: 1, inconclusive: 1 } }] })
    expect(user!.rows[0]!.cells[truncated]).toEqual({ held: 1, violated: 1, inconclusive: 0 })
    expect(user!.rows[0]!.cells[errors]).toEqual({ held: 0, violated: 0, inconclusive: 0 })
    expect(provider!.rows[0]!.all).toEqual({ held: 0, violated: 0, inconclusive: 3 })
  })

  it('counts a run for each class that fired in it, once', () => {
    const runs = [run({ fired: [0, 1, 0], verdicts: 'hh' })]
    const [user] = scorecardOf(search({ runs }))
    expect([user!.rows[0]!.cells[truncated]!.held, user!.rows[0]!.cells[errors]!.held]).toEqual([1, 1])
  })

  it('puts the worst harm first, and a remark among what held', () => {
    const rules = [rule('b', { harm: 'team' }), rule('a', { harm: 'world' })]
    const groups = scorecardOf(search({ rules, runs: [run({ verdicts: 'r-' })] }))
    expect(groups.map(({ harm }) => harm)).toEqual(['world', 'team'])
    expect(groups[1]!.rows[0]!.all.held).toBe(1)
  })
})

describe('the score', () => {
  it('is the pairs that held of those that were tested', () => {
    const runs = [run({ verdicts: 'vh' }), run({ verdicts: 'hh' }), run({ fired: [1], verdicts: 'hi' })]
    const score = scoreOf(search({ runs }))
    // Truncated: one violated, one held. Error response: one held.
    expect(score).toEqual({ held: 2, violated: 1, tested: 3, untested: 2 * faultClasses.length - 3, points: 66 })
    expect(formulaOf(score)).toBe('pairs held ÷ pairs tested = 2 ÷ 3')
  })

  it('is never 100 if something was violated', () => {
    const rules = Array.from({ length: 30 }, (_, index) => rule(`rule-${index}`))
    const runs = [run({ fired: [0, 1], verdicts: `v${'h'.repeat(29)}` })]
    expect(scoreOf(...Array.from({ length: 10 }, () => search({ rules, runs }))).points).toBeLessThan(100)
  })

  it('is unknown if nothing was tested', () => {
    expect(scoreOf(search({ runs: [] }))).toMatchObject({ tested: 0, points: undefined })
  })
})

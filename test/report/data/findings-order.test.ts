import { expect, it } from 'vitest'
import { rankedFindings } from '../../../src/report/data/findings-order.ts'
import { finding, rule, run, search } from '../sample.ts'

it('puts the worst harm first, and within it what breaks most often', () => {
  const rules = [rule('seldom'), rule('often'), rule('team', { harm: 'team' }), rule('world', { harm: 'world' })]
  const runs = [run({ verdicts: 'vvvv' }), run({ verdicts: 'hvvh' })]
  const ranked = rankedFindings(search({ rules, runs, findings: ['seldom', 'often', 'team', 'world'].map((id) => finding(id)) }))
  expect(ranked.map((each) => [each.finding.rule, each.runs.violated])).toEqual([
    ['world', 1],
    ['often', 2],
    ['seldom', 1],
    ['team', 2],
  ])
})

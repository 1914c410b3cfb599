import { expect, it } from 'vitest'
import { spendOf } from '../../../src/report/data/spend.ts'
import { run } from '../sample.ts'

it('compares the most expensive run with the baseline run', () => {
  const runs = [run({ plan: [] }), run({ inputTokens: 20, outputTokens: 84, plan: ['a'] }), run({ plan: ['b'] })]
  expect(spendOf({ runs }).map(({ name, total, ratio, plan }) => [name, total, ratio, plan])).toEqual([
    ['Without a fault', 26, 1, []],
    ['Median run', 26, 1, ['b']],
    ['Most expensive run', 104, 4, ['a']],
  ])
})

it('is empty if no response reported its usage, and knows no ratio without a baseline run', () => {
  expect(spendOf({ runs: [run({ inputTokens: 0, outputTokens: 0 })] })).toEqual([])
  expect(spendOf({ runs: [run()] }).map(({ ratio }) => ratio)).toEqual([undefined, undefined])
})

import { describe, expect, it } from 'vitest'
import { judgeRates, ratesOf, tableOf, type GuardrailSample } from '../../../src/property/guard/rates.ts'
import { wilsonInterval } from '../../../src/property/guard/wilson.ts'

function samples(strategy: string | undefined, caught: number, of: number): GuardrailSample[] {
  return Array.from({ length: of }, (_, index) => ({ strategy, isCaught: index < caught }))
}

const asked = { atLeast: 0.9, falsePositivesAtMost: 0.05 }

describe('the Wilson interval', () => {
  // Worked by hand from the formula, and as R's binom.confint(method = "wilson") gives them.
  it.for([
    [5, 10, 0.2366, 0.7634],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [95, 100, 0.8882, 0.9785],
  ] as const)('of %d in %d', ([hits, of, from, to]) => {
    const interval = wilsonInterval(hits, of)
    expect(interval.from).toBeCloseTo(from, 3)
    expect(interval.to).toBeCloseTo(to, 3)
  })

  it('is the full range without any samples', () => {
    expect(wilsonInterval(0, 0)).toEqual({ from: 0, to: 1 })
  })
})

describe('the rates of a guard', () => {
  it('pass only if the worse ends reach the required rates', () => {
    const judge = (caught: number, alarms: number, of: number): string =>
      judgeRates(ratesOf([...samples('negation', caught, of), ...samples(undefined, alarms, of)]), asked).type
    expect(judge(200, 0, 200)).toBe('held')
    expect(judge(182, 0, 200)).toBe('inconclusive')
    expect(judge(150, 0, 200)).toBe('violated')
    expect(judge(200, 6, 200)).toBe('inconclusive')
    expect(judge(200, 40, 200)).toBe('violated')
  })

  it('are inconclusive with too few samples', () => {
    expect(judgeRates(ratesOf([...samples('negation', 5, 5), ...samples(undefined, 0, 5)]), asked)).toMatchObject({
      type: 'inconclusive',
      why: expect.stringContaining('5 of 5 (56.6% to 100%) wrong answers were caught') as string,
    })
    expect(judgeRates(ratesOf([]), asked).type).toBe('inconclusive')
  })

  it('are a table by strategy', () => {
    const rates = ratesOf([...samples('unit-swap', 1, 4), ...samples('negation', 10, 10), ...samples(undefined, 0, 10)])
    expect(tableOf(rates).split('\n')).toEqual([
      'answers         caught  of  rate   95% interval',
      'negation        10      10  100%   72.2% to 100%',
      'unit-swap       1       4   25%    4.6% to 69.9%',
      'all wrong ones  11      14  78.6%  52.4% to 92.4%',
      'true ones       0       10  0%     0% to 27.8%',
    ])
  })
})

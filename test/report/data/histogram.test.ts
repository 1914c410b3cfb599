import { describe, expect, it } from 'vitest'
import { histogramsOf } from '../../../src/report/data/histogram.ts'
import { run } from '../sample.ts'

function bins(title: string, ...runs: readonly ReturnType<typeof run>[]) {
  return histogramsOf({ runs }).find((histogram) => histogram.title === title)!.bins
}

describe('a histogram', () => {
  it('has fixed bins without the empty ones at the ends, and the number of runs with a violation in each', () => {
    const runs = [run({ time: 400, plan: [] }), run({ time: 1_000, verdicts: 'hv' }), run({ time: 1_999 })]
    expect(bins('Until the result', ...runs)).toEqual([
      { name: '< 0.5 s', runs: 1, violated: 0, hasBaseline: true },
      { name: '< 1 s', runs: 0, violated: 0, hasBaseline: false },
      { name: '< 2 s', runs: 2, violated: 1, hasBaseline: false },
    ])
  })

  it('keeps values that never differed', () => {
    const { firstDelta: _none, ...silent } = run({ settlement: 'stuck', time: 3_600_000 })
    expect(bins('Until the result', silent).map(({ name }) => name)).toEqual(['never'])
    expect(bins('Until the first delta', silent).map(({ name }) => name)).toEqual(['never'])
  })

  it('counts calls and retries', () => {
    expect(bins('Calls', run({ calls: 7 }), run({ calls: 40 })).map(({ name, runs }) => [name, runs])).toEqual([
      ['6–10', 1],
      ['more', 1],
    ])
    expect(bins('Retries', run({ retries: 0 })).map(({ name }) => name)).toEqual(['0'])
  })

  it('marks one baseline run, however many runs have no fault', () => {
    const marked = bins('Calls', run({ plan: [], calls: 1 }), run({ plan: [], calls: 3 })).filter(({ hasBaseline }) => hasBaseline)
    expect(marked.map(({ name }) => name)).toEqual(['1'])
  })
})

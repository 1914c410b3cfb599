import { describe, expect, it } from 'vitest'
import { calmTrials } from '../../../src/property/search/calm-trials.ts'
import { anyFault, faultsOf } from '../../../src/property/search/fault-choices.ts'
import { slowFirstToken, truncatedStream } from '../../../faults/index.ts'
import { byYield } from '../../../src/property/search/yield-order.ts'
import { scriptOf, type Trial } from '../../../src/property/trial/trial.ts'
import { readInjections } from '../../../src/property/trial/run-trial.ts'
import { call } from '../properties/evidence.ts'

const baseline = { calls: [call(), call()], effects: 0, runs: [] }

function aborts(trials: readonly Trial[]): Trial[] {
  return trials.filter((trial) => scriptOf(trial).some(({ abortAfter }) => abortAfter !== undefined))
}

describe('the trials without a failure', () => {
  it.for([
    ['any fault', byYield(anyFault().choices, [])],
    ['a delay', faultsOf(slowFirstToken).choices],
  ] as const)('abort a task while a response is late, if plans can contain %s', ([, choices]) => {
    const trials = aborts(calmTrials(choices, baseline, true))
    expect(trials).not.toEqual([])
    for (const { injections } of trials) expect(injections.map(({ fault }) => fault)).toEqual(['slow-first-token'])
  })

  it('abort nothing if no response can be late', () => {
    expect(aborts(calmTrials(faultsOf(truncatedStream).choices, baseline, true))).toEqual([])
  })

  it('hold plans that can be read', () => {
    for (const { injections } of calmTrials(anyFault().choices, baseline, true)) expect(() => readInjections(injections, [])).not.toThrow()
  })
})

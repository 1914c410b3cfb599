import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import type { InjectionData } from '../../../src/engine/plan/injection.ts'
import type { Journal } from '../../../src/engine/model/journal.ts'
import type { Shard } from '../../../src/chaos/harness.ts'
import { anyFault, faultsOf, type FaultChoices } from '../../../src/property/search/fault-choices.ts'
import { planTrials } from '../../../src/property/search/plan-trials.ts'
import type { Trial } from '../../../src/property/trial/trial.ts'
import { overloaded, quantisedHost, splitBytes, truncatedStream } from '../../../faults/index.ts'

/** A journal of calls to OpenAI, each hit by the faults that are named. */
function journalOf(calls: number, fired: readonly string[]): Journal {
  const call = {
    provider: 'openai',
    endpoint: 'chat.completions',
    stream: true,
    deltas: 8,
    fired: fired.map((fault) => ({ fault, parameters: {}, at: 0 })),
  }
  return { seed: 'tuesday', calls: Array.from({ length: calls }, () => call), unhandled: [], bugs: [] } as unknown as Journal
}

/** The plans that are tried on an app which makes so many calls, and which only some faults can fire. */
function trialsOf(faults: FaultChoices, calls: number, canFire: (fault: string) => boolean, runs = 400, shard?: Shard): Trial[] {
  const shape = { faults, atMost: 2, providers: ['openai', 'anthropic'] }
  const trials = planTrials({ shape, runs, seed: 'tuesday', shard, otherOrders: 0, isLikely: () => false }, journalOf(calls, []))
  const all: Trial[] = []
  for (let next = trials.next(); next.done !== true && all.length < runs;) {
    all.push(next.value)
    next = trials.next(
      journalOf(
        calls,
        next.value.injections.map(({ fault }) => fault).filter((fault) => canFire(fault)),
      ),
    )
  }
  return all
}

describe('the plans of a search', () => {
  it('begin with each fault alone, on every call', () => {
    const first = trialsOf(anyFault(), 1, () => true).slice(0, catalogue.length)
    expect(first.map(({ injections }) => injections.map(({ fault }) => fault))).toEqual(catalogue.map(({ name }) => [name]))
    expect(first.every(({ injections }) => Object.keys(injections[0]!.trigger).length === 0)).toBe(true)
  })

  it('then single out each call that the app makes, each value of a few, and each place in a stream', () => {
    const singles = trialsOf(faultsOf(truncatedStream), 3, () => true).filter(
      ({ injections, variation }) => injections.length === 1 && variation === 0,
    )
    const injections = singles.map(({ injections: [injection] }) => injection!)
    expect(injections).toEqual(
      expect.arrayContaining([1, 2, 3].map((nth) => expect.objectContaining({ trigger: { nth } }) as InjectionData)),
    )
    expect(injections.map(({ parameters }) => parameters['ending'])).toContain('reset')
    expect(injections.map(({ parameters }) => parameters['afterDeltas'])).toEqual(expect.arrayContaining([0, 1, 4, 7, 8]))
  })

  it('waste few tries on what cannot fire', () => {
    const trials = trialsOf(faultsOf(overloaded, splitBytes), 3, (fault) => fault === 'overloaded')
    const idle = trials.filter(({ injections }) => injections.some(({ fault }) => fault === 'split-bytes'))
    expect(idle.length).toBeLessThan(trials.length / 4)
    expect(idle[0]).toEqual({ injections: [{ fault: 'split-bytes', parameters: {}, trigger: {} }], variation: 0 })
  })

  it('try a fault that did not fire alone with certainty, and with another fault', () => {
    const trials = trialsOf(faultsOf(overloaded, quantisedHost), 3, (fault) => fault === 'overloaded')
    const tried = trials.filter(({ injections }) => injections.some(({ fault }) => fault === 'quantised-host'))
    expect(tried.map(({ injections }) => injections)).toEqual(
      expect.arrayContaining([
        [{ fault: 'quantised-host', parameters: { rate: 1 }, trigger: {} }],
        [
          { fault: 'overloaded', parameters: {}, trigger: {} },
          { fault: 'quantised-host', parameters: { rate: 1 }, trigger: {} },
        ],
      ]),
    )
  })

  it('go on to pairs and to random plans, within the runs', () => {
    const trials = trialsOf(anyFault(), 2, () => true, 200)
    expect(trials).toHaveLength(200)
    expect(trials.filter(({ injections, variation }) => injections.length === 2 && variation === 0).length).toBeGreaterThan(5)
    expect(trials.some(({ variation }) => variation !== 0)).toBe(true)
  })

  it('are shared among machines without a gap, and without trying anything twice but what all learn from', () => {
    const whole = trialsOf(anyFault(), 2, () => true)
    const probes = whole.slice(0, catalogue.length)
    const parts = [1, 2, 3].map((index) => trialsOf(anyFault(), 2, () => true, 400, { index, count: 3 }))
    for (const part of parts) expect(part.slice(0, probes.length)).toEqual(probes)
    const words = (trials: readonly Trial[]): string[] => trials.map((trial) => JSON.stringify(trial)).toSorted()
    expect(words(parts.flatMap((part) => part.slice(probes.length)))).toEqual(words(whole.slice(probes.length)))
  })

  it('are the same for the same seed', () => {
    expect(trialsOf(anyFault(), 2, () => true)).toEqual(trialsOf(anyFault(), 2, () => true))
  })
})

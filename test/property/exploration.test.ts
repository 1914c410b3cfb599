import { describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import type { InjectionData } from '../../src/engine/plan/injection.ts'
import type { Journal } from '../../src/engine/model/journal.ts'
import { explore, type Shard, type Trial } from '../../src/property/exploration.ts'
import { minimize } from '../../src/property/minimize.ts'
import { anyFault, faultsOf } from '../../src/property/plans.ts'
import { byYield } from '../../src/property/yield-order.ts'
import { overloaded, quantisedHost, splitBytes, truncatedStream } from '../../faults/index.ts'

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
function trialsOf(
  faults: ReturnType<typeof anyFault>,
  calls: number,
  canFire: (fault: string) => boolean,
  runs = 400,
  shard?: Shard,
): Trial[] {
  const space = { faults, atMost: 2, providers: ['openai', 'anthropic'] }
  const trials = explore({ space, undisturbed: journalOf(calls, []), runs, seed: 7, shard })
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

describe('an exploration', () => {
  it('begins with each fault alone, on every call', () => {
    const first = trialsOf(anyFault(), 1, () => true).slice(0, catalogue.length)
    expect(first.map(({ injections }) => injections.map(({ fault }) => fault))).toEqual(catalogue.map(({ name }) => [name]))
    expect(first.every(({ injections }) => Object.keys(injections[0]!.trigger).length === 0)).toBe(true)
  })

  it('then tries each call that the app makes, each value of a few, and each place in a stream', () => {
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

  it('wastes few tries on what cannot fire', () => {
    const trials = trialsOf(faultsOf(overloaded, splitBytes), 3, (fault) => fault === 'overloaded')
    const idle = trials.filter(({ injections }) => injections.some(({ fault }) => fault === 'split-bytes'))
    expect(idle.length).toBeLessThan(trials.length / 4)
    expect(idle[0]).toEqual({ injections: [{ fault: 'split-bytes', parameters: {}, trigger: {} }], variation: 0 })
  })

  it('tries what has not hit alone with certainty, and beside another fault', () => {
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

  it('goes on to pairs and to random plans, within its runs', () => {
    const trials = trialsOf(anyFault(), 2, () => true, 200)
    expect(trials).toHaveLength(200)
    expect(trials.filter(({ injections, variation }) => injections.length === 2 && variation === 0).length).toBeGreaterThan(5)
    expect(trials.some(({ variation }) => variation !== 0)).toBe(true)
  })

  it('is shared out without a gap, and without trying anything twice but what all learn from', () => {
    const whole = trialsOf(anyFault(), 2, () => true)
    const probes = whole.slice(0, catalogue.length)
    const parts = [1, 2, 3].map((index) => trialsOf(anyFault(), 2, () => true, 400, { index, count: 3 }))
    for (const part of parts) expect(part.slice(0, probes.length)).toEqual(probes)
    const words = (trials: readonly Trial[]): string[] => trials.map((trial) => JSON.stringify(trial)).toSorted()
    expect(words(parts.flatMap((part) => part.slice(probes.length)))).toEqual(words(whole.slice(probes.length)))
  })

  it('is the same for the same seed', () => {
    expect(trialsOf(anyFault(), 2, () => true)).toEqual(trialsOf(anyFault(), 2, () => true))
  })

  it('tries first what tends to break what is asked for', () => {
    const [first] = byYield(anyFault().choices, [{ id: 'no-silent-truncation' }])
    expect(first!.fault.name).toBe('truncated-stream')
    const ordered = byYield(anyFault().choices, [{ id: 'schema-valid-or-error' }])
    const judged = ordered.map(({ fault }) => fault.breaks.includes('schema-valid-or-error'))
    expect(judged.indexOf(false)).toBe(judged.filter(Boolean).length)
  })
})

describe('the simplest plan that breaks the same', () => {
  const big: Trial = {
    injections: [
      { fault: 'overloaded', parameters: { retryAfter: 60_000 }, trigger: { nth: 3 } },
      { fault: 'truncated-stream', parameters: { afterDeltas: 9, ending: 'reset' }, trigger: { for: [{ any: 'openai' }], nth: 4 } },
      { fault: 'split-bytes', parameters: {}, trigger: { first: 3 } },
    ],
    variation: 5,
  }
  const shrink = async (breaks: (injections: readonly InjectionData[]) => boolean): Promise<Trial> =>
    (await minimize(big, { faults: catalogue, isGiven: () => false, breaks: async ({ injections }) => breaks(injections) })).trial

  it('has nothing that can be left out, and everything else as usual', async () => {
    expect(await shrink((all) => all.some(({ fault }) => fault === 'truncated-stream'))).toEqual({
      injections: [{ fault: 'truncated-stream', parameters: {}, trigger: {} }],
      variation: 0,
    })
  })

  it('has the smallest parameter, the earliest call and the fewest faults that do it', async () => {
    const needs = (all: readonly InjectionData[]): boolean =>
      all.some(
        ({ fault, parameters, trigger }) =>
          fault === 'truncated-stream' && Number(parameters['afterDeltas']) >= 6 && (trigger.nth ?? 0) >= 2,
      ) && all.some(({ fault }) => fault === 'split-bytes')
    expect((await shrink(needs)).injections).toEqual([
      { fault: 'truncated-stream', parameters: { afterDeltas: 6 }, trigger: { nth: 2 } },
      { fault: 'split-bytes', parameters: {}, trigger: {} },
    ])
  })

  it('is of the simplest kind of fault that does it', async () => {
    const ordered = byYield(anyFault().choices, []).map(({ fault }) => fault)
    const kinds = ['truncated-stream', 'overloaded', 'split-bytes'].toSorted(
      (a, b) => ordered.findIndex(({ name }) => name === a) - ordered.findIndex(({ name }) => name === b),
    )
    const start: Trial = { injections: [{ fault: kinds.at(-1)!, parameters: {}, trigger: { nth: 2 } }], variation: 3 }
    const { trial } = await minimize(start, {
      faults: ordered,
      isGiven: () => false,
      breaks: async ({ injections }) => injections.some(({ fault, trigger }) => kinds.includes(fault) && trigger.nth === 2),
    })
    expect(trial).toEqual({ injections: [{ fault: kinds[0], parameters: {}, trigger: { nth: 2 } }], variation: 0 })
  })

  /** Apps that break under some sets of these faults, whatever else is in force. */
  const faultsOfApps = ['overloaded', 'server-error', 'split-bytes', 'truncated-stream', 'empty-reply']
  it.for([
    { app: 'with one bug', breakers: [['split-bytes']] },
    { app: 'with two bugs', breakers: [['overloaded'], ['empty-reply']] },
    { app: 'that needs two faults', breakers: [['overloaded', 'truncated-stream']] },
    {
      app: 'that needs two faults, or two others',
      breakers: [
        ['server-error', 'split-bytes'],
        ['overloaded', 'empty-reply'],
      ],
    },
    { app: 'that needs all', breakers: [faultsOfApps] },
  ])('is the fewest of an app $app: no part of it breaks the same', async ({ breakers }) => {
    const breaks = (injections: readonly InjectionData[]): boolean =>
      breakers.some((set) => set.every((name) => injections.some(({ fault }) => fault === name)))
    const start: Trial = { injections: faultsOfApps.map((fault) => ({ fault, parameters: {}, trigger: { first: 2 } })), variation: 1 }
    const { trial } = await minimize(start, {
      faults: catalogue,
      isGiven: () => false,
      breaks: async ({ injections }) => breaks(injections),
    })
    expect(breaks(trial.injections)).toBe(true)
    const parts = Array.from({ length: 2 ** trial.injections.length - 1 }, (_, bits) =>
      trial.injections.filter((_each, index) => (bits >> index) % 2 === 1),
    )
    expect(parts.filter(breaks)).toEqual([])
  })

  it('is in the usual order where that breaks too, else in whichever does', async () => {
    const start: Trial = { injections: [{ fault: 'overloaded', parameters: {}, trigger: { nth: 3 } }], variation: 5, order: 2 }
    const among = (breaks: (trial: Trial) => boolean): Promise<Trial> =>
      minimize(start, { faults: catalogue, isGiven: () => true, otherOrders: 4, breaks: async (trial) => breaks(trial) }).then(
        ({ trial }) => trial,
      )
    expect(await among(() => true)).toEqual({ injections: [], variation: 0 })
    expect(await among(({ order }) => order !== undefined)).toEqual({ injections: [], variation: 0, order: 1 })
    // What an order means depends on the variation.
    expect(await among(({ variation, order }) => order === (variation === 0 ? 4 : 2))).toEqual({ injections: [], variation: 0, order: 4 })
  })

  it('leaves an injection that was given as it is', async () => {
    const { trial } = await minimize(big, {
      faults: catalogue,
      isGiven: () => true,
      breaks: async ({ injections }) => injections.length > 0,
    })
    expect(trial.injections).toEqual([big.injections[0]])
  })
})

import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import type { InjectionData } from '../../../src/engine/plan/injection.ts'
import type { Script } from '../../../src/engine/plan/script.ts'
import { anyFault } from '../../../src/property/search/fault-choices.ts'
import { byYield } from '../../../src/property/search/yield-order.ts'
import { shrink } from '../../../src/property/shrink/shrink.ts'
import type { Trial } from '../../../src/property/trial/trial.ts'

describe('the minimal trial that violates the same property', () => {
  const big: Trial = {
    injections: [
      { fault: 'overloaded', parameters: { retryAfter: 60_000 }, trigger: { nth: 3 } },
      { fault: 'truncated-stream', parameters: { afterDeltas: 9, ending: 'reset' }, trigger: { for: [{ any: 'openai' }], nth: 4 } },
      { fault: 'split-bytes', parameters: {}, trigger: { first: 3 } },
    ],
    variation: 5,
  }
  const shrunk = async (breaks: (injections: readonly InjectionData[]) => boolean): Promise<Trial> =>
    (await shrink(big, { faults: catalogue, isGiven: () => false, violates: async ({ injections }) => breaks(injections) })).trial

  it('has nothing that can be removed, and everything else as usual', async () => {
    expect(await shrunk((all) => all.some(({ fault }) => fault === 'truncated-stream'))).toEqual({
      injections: [{ fault: 'truncated-stream', parameters: {}, trigger: {} }],
      variation: 0,
    })
  })

  it('shrinks to the smallest parameter, the earliest call and a minimal set of faults', async () => {
    const needs = (all: readonly InjectionData[]): boolean =>
      all.some(
        ({ fault, parameters, trigger }) =>
          fault === 'truncated-stream' && Number(parameters['afterDeltas']) >= 6 && (trigger.nth ?? 0) >= 2,
      ) && all.some(({ fault }) => fault === 'split-bytes')
    expect((await shrunk(needs)).injections).toEqual([
      { fault: 'truncated-stream', parameters: { afterDeltas: 6 }, trigger: { nth: 2 } },
      { fault: 'split-bytes', parameters: {}, trigger: {} },
    ])
  })

  it('shrinks to the simplest kind of fault that violates the property', async () => {
    const ordered = byYield(anyFault().choices, []).map(({ fault }) => fault)
    const kinds = ['truncated-stream', 'overloaded', 'split-bytes'].toSorted(
      (a, b) => ordered.findIndex(({ name }) => name === a) - ordered.findIndex(({ name }) => name === b),
    )
    const start: Trial = { injections: [{ fault: kinds.at(-1)!, parameters: {}, trigger: { nth: 2 } }], variation: 3 }
    const { trial } = await shrink(start, {
      faults: ordered,
      isGiven: () => false,
      violates: async ({ injections }) => injections.some(({ fault, trigger }) => kinds.includes(fault) && trigger.nth === 2),
    })
    expect(trial).toEqual({ injections: [{ fault: kinds[0], parameters: {}, trigger: { nth: 2 } }], variation: 0 })
  })

  it('has one crash, if one is enough, and no fault', async () => {
    const points = [
      { call: 1, when: 'sent' },
      { effect: 1, when: 'after' },
      { effect: 2, when: 'before' },
    ] as const
    const run = { after: 600_000, copies: 1 }
    const script: Script = [...points.map((crashAt) => ({ ...run, crashAt })), run]
    const breaks = ({ script: tried = [] }: Trial): boolean =>
      tried.some(({ crashAt }) => JSON.stringify(crashAt) === JSON.stringify(points[1]))
    const { trial } = await shrink(
      { ...big, script },
      { faults: catalogue, isGiven: () => false, violates: async (tried) => breaks(tried) },
    )
    expect(trial).toEqual({ injections: [], variation: 0, script: [{ after: 0, copies: 1, crashAt: points[1] }, run] })
  })

  /** Apps that break under some sets of these faults, together with any others. */
  const faultsOfApps = ['overloaded', 'server-error', 'split-bytes', 'truncated-stream', 'empty-answer']
  it.for([
    { app: 'with one bug', breakers: [['split-bytes']] },
    { app: 'with two bugs', breakers: [['overloaded'], ['empty-answer']] },
    { app: 'that needs two faults', breakers: [['overloaded', 'truncated-stream']] },
    {
      app: 'that needs two faults, or two others',
      breakers: [
        ['server-error', 'split-bytes'],
        ['overloaded', 'empty-answer'],
      ],
    },
    { app: 'that needs all', breakers: [faultsOfApps] },
  ])('is the fewest of an app $app: no part of it breaks the same', async ({ breakers }) => {
    const breaks = (injections: readonly InjectionData[]): boolean =>
      breakers.some((set) => set.every((name) => injections.some(({ fault }) => fault === name)))
    const start: Trial = { injections: faultsOfApps.map((fault) => ({ fault, parameters: {}, trigger: { first: 2 } })), variation: 1 }
    const { trial } = await shrink(start, {
      faults: catalogue,
      isGiven: () => false,
      violates: async ({ injections }) => breaks(injections),
    })
    expect(breaks(trial.injections)).toBe(true)
    const parts = Array.from({ length: 2 ** trial.injections.length - 1 }, (_, bits) =>
      trial.injections.filter((_each, index) => (bits >> index) % 2 === 1),
    )
    expect(parts.filter(breaks)).toEqual([])
  })

  it('is in the usual order if that breaks too, else in one that does', async () => {
    const start: Trial = { injections: [{ fault: 'overloaded', parameters: {}, trigger: { nth: 3 } }], variation: 5, order: 2 }
    const among = (breaks: (trial: Trial) => boolean): Promise<Trial> =>
      shrink(start, { faults: catalogue, isGiven: () => true, otherOrders: 4, violates: async (trial) => breaks(trial) }).then(
        ({ trial }) => trial,
      )
    expect(await among(() => true)).toEqual({ injections: [], variation: 0 })
    expect(await among(({ order }) => order !== undefined)).toEqual({ injections: [], variation: 0, order: 1 })
    // What an order means depends on the variation.
    expect(await among(({ variation, order }) => order === (variation === 0 ? 4 : 2))).toEqual({ injections: [], variation: 0, order: 4 })
  })

  it('leaves an injection that was given as it is', async () => {
    const { trial } = await shrink(big, {
      faults: catalogue,
      isGiven: () => true,
      violates: async ({ injections }) => injections.length > 0,
    })
    expect(trial.injections).toEqual([big.injections[0]])
  })
})

describe('the minimal script that violates the same property', () => {
  const overloadedFault = catalogue.find(({ name }) => name === 'overloaded')!
  const overloaded = (trigger: InjectionData['trigger']): InjectionData => ({ fault: 'overloaded', parameters: {}, trigger })
  const run = (after: number): Script[number] => ({ after, copies: 1 })
  const day: Script = [run(0), run(600_000), run(0)]
  const shrunk = async (trial: Trial, violates: (trial: Trial) => boolean): Promise<Trial> =>
    (await shrink(trial, { faults: [overloadedFault], isGiven: () => false, violates: async (simpler) => violates(simpler) })).trial

  it('is a single run, in which a fault needs no run of its own', async () => {
    const trial = { injections: [overloaded({ inRun: [1], nth: 2 })], variation: 0, script: day }
    const first = await shrunk(trial, ({ injections }) => injections.length > 0)
    expect(first).toEqual({ injections: [overloaded({})], variation: 0, script: [run(0)] })
  })

  it('keeps the runs that it needs, and the runs in which the faults are active', async () => {
    const trial = { injections: [overloaded({ inRun: [1], nth: 2 })], variation: 0, script: day }
    const needsNext = ({ script, injections: [injection] }: Trial): boolean => script!.length > 1 && injection?.trigger.inRun?.[0] === 1
    expect(await shrunk(trial, needsNext)).toEqual({
      injections: [overloaded({ inRun: [1] })],
      variation: 0,
      script: [run(0), run(600_000)],
    })
  })

  it('drops a first run that it does not take, and renumbers the others', async () => {
    const warm = { injections: [overloaded({ inRun: [2] })], variation: 0, script: [run(0), run(7_200_000), run(600_000)] }
    const needsNext = ({ script, injections: [injection] }: Trial): boolean =>
      injection !== undefined && script![injection.trigger.inRun?.[0] ?? script!.length] !== undefined
    expect(await shrunk(warm, needsNext)).toEqual({
      injections: [overloaded({ inRun: [1] })],
      variation: 0,
      script: [run(0), run(600_000)],
    })
  })

  it('drops what is in force only in a run that is gone', async () => {
    const both = { injections: [overloaded({ inRun: [1] }), overloaded({ inRun: [2] })], variation: 0, script: day }
    expect(await shrunk(both, ({ injections }) => injections.length > 0)).toEqual({
      injections: [overloaded({})],
      variation: 0,
      script: [run(0)],
    })
  })

  it('aborts nothing and runs no copies without need', async () => {
    const trial: Trial = { injections: [], variation: 0, script: [{ after: 0, copies: 2, abortAfter: 1_000 }, run(600_000)] }
    expect(await shrunk(trial, () => true)).toEqual({ injections: [], variation: 0, script: [run(0)] })
    const isAborted = ({ script }: Trial): boolean => script![0]!.abortAfter !== undefined
    expect(await shrunk(trial, isAborted)).toMatchObject({ script: [{ copies: 1, abortAfter: 1_000 }] })
    const hasCopies = ({ script }: Trial): boolean => script![0]!.copies === 2
    expect(await shrunk(trial, hasCopies)).toEqual({ injections: [], variation: 0, script: [{ after: 0, copies: 2 }] })
  })

  it('keeps the runs of an injection that was given', async () => {
    const given = overloaded({ inRun: [2] })
    const { trial } = await shrink(
      { injections: [given], variation: 0, script: day },
      { faults: [], isGiven: () => true, violates: async ({ injections, script }) => injections.length === 1 && script!.length > 1 },
    )
    expect(trial.injections.map(({ fault }) => fault)).toEqual(['overloaded'])
    expect(trial.script).toHaveLength(2)
  })
})

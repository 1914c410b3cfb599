import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import { overloaded, quantizedHost, splitBytes, truncatedStream } from '../../../faults/index.ts'
import type { Shard } from '../../../src/chaos/harness.ts'
import { day, steadyUse } from '../../../src/property/baseline/scripts.ts'
import { needsToolServer } from '../../../src/engine/model/fault.ts'
import { singleRun } from '../../../src/engine/plan/script.ts'
import { anyFault, faultsOf, type FaultChoices } from '../../../src/property/search/fault-choices.ts'
import { planTrials, type SearchOptions } from '../../../src/property/search/plan-trials.ts'
import type { Feedback } from '../../../src/property/search/trials.ts'
import type { Trial } from '../../../src/property/trial/trial.ts'
import { asked, call } from '../properties/evidence.ts'

/** Calls to OpenAI with one question each, each hit by the faults that are named. */
function feedbackOf(calls: number, fired: readonly string[]): Feedback {
  return {
    effects: 0,
    runs: [],
    calls: Array.from({ length: calls }, (_, index) =>
      call({
        endpoint: 'chat.completions',
        stream: true,
        deltas: 8,
        fired: fired.map((fault) => ({ fault, parameters: {}, at: 0 })),
        call: asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: `Question ${index}` }] }] }),
      }),
    ),
  }
}

/** The faults for an app that calls no tool server. */
const modelFaults = catalogue.filter((fault) => !needsToolServer(fault))

interface Search extends Partial<SearchOptions> {
  readonly faults?: FaultChoices
  /** How many calls the app makes. Default: 2 */
  readonly calls?: number
  /** Which faults fire on this app. Default: all */
  canFire?(fault: string): boolean
}

/** The trials of a search. Default: without baseline checks. */
function trialsOf({ faults = anyFault(), calls = 2, canFire = () => true, runs = 400, ...given }: Search = {}): Trial[] {
  const options: SearchOptions = {
    shape: { faults, atMost: 2, providers: ['openai', 'anthropic'] },
    runs,
    seed: 'tuesday',
    otherOrders: 0,
    hasChecks: false,
    canReorder: true,
    isLikely: () => false,
    ...given,
  }
  const trials = planTrials(options, feedbackOf(calls, []))
  const all: Trial[] = []
  for (let next = trials.next(); next.done !== true && all.length < runs;) {
    all.push(next.value)
    const fired = next.value.injections.map(({ fault }) => fault).filter((fault) => canFire(fault))
    next = trials.next(feedbackOf(calls, fired))
  }
  return all
}

function wordsOf(trials: readonly Trial[]): string[] {
  return trials.map((trial) => JSON.stringify(trial)).toSorted()
}

function symptomOf(name: string): string {
  return catalogue.find((fault) => fault.name === name)!.shows
}

/** The app in steady use, without a fault. */
const unbroken: Trial = { injections: [], variation: 0, script: steadyUse }

/** The single faults on every call. */
function probesOf(trials: readonly Trial[]): Trial[] {
  return trials.filter(
    ({ injections: [injection, ...more], variation, script }) =>
      injection !== undefined &&
      more.length === 0 &&
      variation === 0 &&
      (script === singleRun
        ? Object.keys(injection.trigger).length === 0
        : script === day && JSON.stringify(injection.trigger) === '{"inRun":[1]}'),
  )
}

describe('the plans of a search', () => {
  it('begin with one fault of each symptom, alone and on every call, then a second of each', () => {
    const bySymptom = [...Map.groupBy(modelFaults, ({ shows }) => shows)]
    const seconds = bySymptom.filter(([, faults]) => faults.length > 1).map(([symptom]) => symptom)
    const first = trialsOf().slice(0, bySymptom.length + seconds.length)
    expect(first.every(({ injections, script }) => injections.length === 1 && script === singleRun)).toBe(true)
    const symptoms = first.map(({ injections }) => symptomOf(injections[0]!.fault))
    expect(symptoms.slice(0, bySymptom.length).toSorted()).toEqual(bySymptom.map(([symptom]) => symptom).toSorted())
    expect(symptoms.slice(bySymptom.length).toSorted()).toEqual(seconds.toSorted())
    expect(new Set(first.map(({ injections }) => injections[0]!.fault)).size).toBe(first.length)
  })

  it('have each fault alone at some time', () => {
    const probed = probesOf(trialsOf({ calls: 1 })).map(({ injections }) => injections[0]!.fault)
    expect(new Set(probed)).toEqual(new Set(modelFaults.map(({ name }) => name)))
  })

  it('begin with the likely faults and variants of those that fired, which take no more than a third of the runs', () => {
    const trials = trialsOf({ isLikely: ({ fault }) => fault.name === 'truncated-stream', runs: 100 })
    const place = trials.findIndex(({ injections }) => injections[0]!.fault !== 'truncated-stream')
    expect(trials[0]!.injections).toEqual([{ fault: 'truncated-stream', parameters: {}, trigger: {} }])
    expect(place).toBeGreaterThan(5)
    expect(place).toBeLessThanOrEqual(31)
  })

  it('single out each call that the app makes, each question, each value of a few, and each place in a stream', () => {
    const singles = trialsOf({ faults: faultsOf(truncatedStream), calls: 3 }).filter(
      ({ injections, variation }) => injections.length === 1 && variation === 0,
    )
    const injections = singles.map(({ injections: [injection] }) => injection!)
    const triggers = injections.map(({ trigger }) => trigger)
    expect(triggers).toEqual(expect.arrayContaining([{ nth: 1 }, { nth: 2 }, { nth: 3 }]))
    expect(triggers.filter(({ forPrompt: asking }) => asking !== undefined)).toHaveLength(3)
    expect(injections.map(({ parameters }) => parameters['ending'])).toContain('reset')
    expect(injections.map(({ parameters }) => parameters['afterDeltas'])).toEqual(expect.arrayContaining([0, 1, 4, 7, 8]))
  })

  it('waste few tries on what cannot fire', () => {
    const trials = trialsOf({ faults: faultsOf(overloaded, splitBytes), calls: 3, canFire: (fault) => fault === 'overloaded' })
    const idle = trials.filter(({ injections }) => injections.some(({ fault }) => fault === 'split-bytes'))
    expect(idle.length).toBeLessThan(trials.length / 4)
    expect(idle[0]).toEqual({ injections: [{ fault: 'split-bytes', parameters: {}, trigger: {} }], variation: 0, script: singleRun })
  })

  it('try a fault that did not fire alone with certainty, and with another fault', () => {
    const trials = trialsOf({ faults: faultsOf(overloaded, quantizedHost), calls: 3, canFire: (fault) => fault === 'overloaded' })
    const tried = trials.filter(({ injections }) => injections.some(({ fault }) => fault === 'quantized-host'))
    expect(tried.map(({ injections }) => injections)).toEqual(
      expect.arrayContaining([
        [{ fault: 'quantized-host', parameters: { rate: 1 }, trigger: {} }],
        [
          { fault: 'overloaded', parameters: {}, trigger: {} },
          { fault: 'quantized-host', parameters: { rate: 1 }, trigger: {} },
        ],
      ]),
    )
  })

  it.for([false, true])('go on to pairs and to random plans, within the runs (baseline checks: %s)', (hasChecks) => {
    const trials = trialsOf({ runs: 200, hasChecks })
    expect(trials).toHaveLength(200)
    expect(trials.filter(({ injections, variation }) => injections.length === 2 && variation === 0).length).toBeGreaterThan(5)
    // A tenth of the plans is random, and most of these take another seed.
    expect(trials.filter(({ variation }) => variation !== 0).length).toBeGreaterThan(10)
  })

  it.for([false, true])('try nothing twice (baseline checks: %s)', (hasChecks) => {
    const words = wordsOf(trialsOf({ hasChecks }))
    expect(words.filter((trial, place) => words.indexOf(trial) !== place)).toEqual([])
  })

  it.for([false, true])(
    'are split among machines without a gap or an overlap, except for the shared beginning (baseline checks: %s)',
    (hasChecks) => {
      const complete = trialsOf({ hasChecks })
      const parts = [1, 2, 3].map((index) => wordsOf(trialsOf({ hasChecks, shard: { index, count: 3 } satisfies Shard })))
      const places = Map.groupBy(parts.flat(), (words) => parts.filter((part) => part.includes(words)).length)
      expect(new Set(places.keys())).toEqual(new Set([1, 3]))
      expect([...places.get(1)!, ...new Set(places.get(3))].toSorted()).toEqual(wordsOf(complete))
      const learnedFrom = [
        ...probesOf(complete),
        ...complete.filter(({ script = [] }) => script.length >= 10 && script.every(({ abortAfter }) => abortAfter === undefined)),
      ]
      expect([...wordsOf(learnedFrom), JSON.stringify(unbroken)]).toEqual(expect.arrayContaining(places.get(3)!))
    },
  )

  it('are the same for the same seed', () => {
    expect(trialsOf()).toEqual(trialsOf())
    expect(wordsOf(trialsOf({ seed: 'friday' }))).not.toEqual(wordsOf(trialsOf()))
  })
})

describe('the plans of a search with baseline checks', () => {
  const trials = trialsOf({ hasChecks: true, calls: 3 })

  it('begin with what must change nothing, copies at once, aborts, and one transient failure of each call', () => {
    const before = trials.slice(
      0,
      trials.findIndex(({ injections: [injection] }) => injection?.fault !== undefined && symptomOf(injection.fault) === 'truncation'),
    )
    expect(before.some(({ script, injections }) => script?.[0]!.copies === 2 && injections.length === 0)).toBe(true)
    expect(before.some(({ script }) => script?.[0]!.abortAfter !== undefined && script[0].copies === 2)).toBe(true)
    expect(before.some(({ script }) => script?.[0]!.abortAfter !== undefined && script[0].copies === 1)).toBe(true)
    expect(before.some(({ order }) => order !== undefined)).toBe(true)
    for (const nth of [1, 2, 3])
      expect(
        before.some(
          ({ injections: [injection] }) => symptomOf(injection?.fault ?? 'overloaded') === '5xx' && injection?.trigger.nth === nth,
        ),
      ).toBe(true)
  })

  it('have the other faults in the first run of a day, so that the next runs show what they left', () => {
    const probes = probesOf(trials)
    expect(probes.length).toBeGreaterThan(20)
    for (const { script, injections } of probes) {
      expect(script).toBe(day)
      expect(injections[0]!.trigger.inRun).toEqual([1])
    }
  })

  it('have outages of several runs', () => {
    expect(trials.some(({ script, injections: [injection] }) => script!.length > 10 && injection?.trigger.inRun?.length === 4)).toBe(true)
  })

  it('have no other orders if they cannot be chosen', () => {
    expect(trialsOf({ hasChecks: true, canReorder: false }).filter(({ order }) => order !== undefined)).toEqual([])
  })
})

import fc, { type Arbitrary } from 'fast-check'
import type { InjectionData } from '../engine/plan/injection.ts'
import type { Journal } from '../engine/model/journal.ts'
import { insistentParameters, otherParameters, usualParameters } from './parameter-arbitrary.ts'
import { planArbitrary, variationArbitrary, type Choice, type PlanSpace } from './plans.ts'

/** A plan to try, and the variation of the seed under which. */
export interface Trial {
  readonly injections: readonly InjectionData[]
  readonly variation: number
  /** Which other order of the answers that are due together, from 1; the usual one where it is left out. */
  readonly order?: number
}

/** A fault that has fired alone, on every call, and what the app did then. */
interface Probe {
  readonly choice: Choice
  readonly injection: InjectionData
  readonly journal: Journal
}

/** One of several parts of a search, from 1. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** What an exploration sets out with. */
export interface Expedition {
  readonly space: PlanSpace
  /** The app undisturbed. */
  readonly undisturbed: Journal
  /** How many plans may be tried. */
  readonly runs: number
  /** Seeds what is drawn. */
  readonly seed: number
  /** Which part of all plans is tried here, where others try the rest; what all learn from is tried by all. */
  readonly shard?: Shard | undefined
  /** How many other orders random plans are tried in, by turns with the usual one: none where it is left out. */
  readonly otherOrders?: number
  /** Whether a fault tends to break what is asked for. */
  isUrgent?(choice: Choice): boolean
}

/** How much of all goes to the forms of what tends to break what is asked for. */
const shareOfUrgent = 0.3

/** How much of what is left goes to single faults, and of what is left then to pairs. */
const shareOfSingles = 0.75
const shareOfPairs = 0.5

/** The most kinds of faults that one random plan is drawn from: plans that are poor in kinds go deeper. */
const mostKinds = 6

/**
 * The plans that are worth a try, in order: each fault alone on every call; what has fired then, at each call and place in a
 * stream, with each of its few values; pairs; then random plans, each of a few kinds of faults. What tends to break what is
 * asked for is tried in all its forms before the rest is tried at all. It is told after each what the app did, and so tries
 * nothing again where it cannot fire.
 */
export function* explore({
  space,
  undisturbed,
  runs,
  seed,
  shard,
  otherOrders = 0,
  isUrgent = () => false,
}: Expedition): Generator<Trial, void, Journal> {
  let left = runs
  let place = 0
  const isMine = (): boolean => shard === undefined || place++ % shard.count === shard.index - 1
  const urgent = yield* probe(space.faults.choices.filter(isUrgent))
  left -= urgent.spent
  const firstForms = formsOf(urgent.probes, undisturbed).slice(0, Math.floor(runs * shareOfUrgent))
  for (const injection of firstForms) if (isMine()) yield alone(injection)
  left -= firstForms.length
  const others = yield* probe(space.faults.choices.filter((choice) => !isUrgent(choice)))
  left -= others.spent
  const probes = [...urgent.probes, ...others.probes]
  const known = new Set(firstForms.map((injection) => JSON.stringify(injection)))
  const forms = formsOf(probes, undisturbed).filter((injection) => !known.has(JSON.stringify(injection)))
  const singles = forms.slice(0, Math.max(0, Math.ceil(left * shareOfSingles)))
  for (const injection of singles) if (isMine()) yield alone(injection)
  left -= singles.length
  const couples =
    space.atMost < 2 ? [] : inTurn([pairs(probes), pairsOfShy(space, probes)]).slice(0, Math.max(0, Math.floor(left * shareOfPairs)))
  for (const injections of couples) if (isMine()) yield { injections, variation: 0 }
  left -= couples.length
  const swarms = fc.sample(swarmArbitrary(space, probes), { seed, numRuns: Math.max(left, 1) })
  for (const [index, [injections, variation]] of swarms.entries())
    if (isMine()) yield inOrder({ injections, variation }, index % (otherOrders + 1))
}

/** Tries each fault alone, on every call, and once more with all its force where it did not fire. */
function* probe(choices: readonly Choice[]): Generator<Trial, { readonly probes: Probe[]; readonly spent: number }, Journal> {
  const probes: Probe[] = []
  let spent = 0
  for (const choice of choices) {
    const usual = choice.injection?.toJSON() ?? { fault: choice.fault.name, parameters: usualParameters(choice.fault), trigger: {} }
    const parameters = choice.injection === undefined ? insistentParameters(choice.fault) : undefined
    for (const injection of parameters === undefined ? [usual] : [usual, { ...usual, parameters }]) {
      spent++
      const journal = yield alone(injection)
      // What was given may be left to chance, and fire the next time.
      if (choice.injection === undefined && !hasFired(journal, choice)) continue
      probes.push({ choice, injection, journal })
      break
    }
  }
  return { probes, spent }
}

function formsOf(probes: readonly Probe[], undisturbed: Journal): InjectionData[] {
  return inTurn(probes.map((each) => singlesOf(each, undisturbed)))
}

function alone(injection: InjectionData): Trial {
  return { injections: [injection], variation: 0 }
}

/** A trial in another order of what comes at the same time; 0 is the usual one. */
export function inOrder({ injections, variation }: Trial, order: number): Trial {
  return order === 0 ? { injections, variation } : { injections, variation, order }
}

function hasFired(journal: Journal, { fault }: Choice): boolean {
  return journal.calls.some((call) => call.fired.some((fire) => fire.fault === fault.name))
}

/** What else one fault is worth a try with: held to one provider or endpoint, to one call, and with its other values. */
function singlesOf({ choice, injection, journal }: Probe, undisturbed: Journal): InjectionData[] {
  if (choice.injection !== undefined) return []
  const fired = journal.calls.filter((call) => call.fired.some((fire) => fire.fault === choice.fault.name))
  const providers = distinct(fired.map((call) => call.provider))
  const endpoints = distinct(fired.map((call) => call.endpoint))
  const calls = Math.max(undisturbed.calls.length, journal.calls.length)
  const deltas = Math.max(0, ...undisturbed.calls.filter((call) => call.stream).map((call) => call.deltas))
  const triggers: InjectionData['trigger'][] = [
    ...(providers.length > 1 ? providers.map((any) => ({ for: [{ any }] })) : []),
    ...(endpoints.length > 1 ? endpoints.map((endpoint) => ({ for: [{ endpoint }] })) : []),
    // Where there is but one call, it is every call.
    ...(calls > 1 ? Array.from({ length: calls }, (_, index) => ({ nth: index + 1 })) : []),
  ]
  const shaped = otherParameters(choice.fault, deltas).map((parameters) => ({ ...injection, parameters }))
  return inTurn([triggers.map((trigger) => ({ ...injection, trigger })), shaped])
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)]
}

/** The first of each list, the second of each, and so on. */
function inTurn<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat()
}

/** Every two faults, the first ones first: one after the other where the app calls again, else both at once. */
function pairs(probes: readonly Probe[]): InjectionData[][] {
  const both = probes.flatMap((one, index) => probes.slice(0, index).map((other): [Probe, Probe] => [other, one]))
  return both.map(([first, second]) =>
    first.journal.calls.length > 1 && first.choice.injection === undefined && second.choice.injection === undefined
      ? [
          { ...first.injection, trigger: { nth: 1 } },
          { ...second.injection, trigger: { nth: 2 } },
        ]
      : [first.injection, second.injection],
  )
}

/** What has not hit alone, each beside what keeps the app busiest, and beside what makes it ask most often. */
function pairsOfShy(space: PlanSpace, probes: readonly Probe[]): InjectionData[][] {
  const answered = probes.filter(({ journal }) => journal.calls.every((call) => call.ending === 'complete'))
  const openings = [most(answered, lastStart), most(probes, ({ journal }) => journal.calls.length)].filter((probe) => probe !== undefined)
  return shyOf(space, probes).flatMap(({ fault }) => {
    const shy = { fault: fault.name, parameters: insistentParameters(fault) ?? usualParameters(fault), trigger: {} }
    return openings.map((opening) => [opening.injection, shy])
  })
}

function lastStart({ journal }: Probe): number {
  return journal.calls.at(-1)?.startedAt ?? 0
}

function most(probes: readonly Probe[], measure: (probe: Probe) => number): Probe | undefined {
  return probes.toSorted((a, b) => measure(b) - measure(a))[0]
}

/** The faults that have not hit alone. */
function shyOf(space: PlanSpace, probes: readonly Probe[]): Choice[] {
  const able = new Set(probes.map(({ choice }) => choice))
  return space.faults.choices.filter((choice) => choice.injection === undefined && !able.has(choice))
}

/**
 * Any plan of a few kinds of faults: mostly of those that have fired alone, now and then with others beside them, since some
 * fire only where another has sent the app elsewhere, or has kept it busy.
 */
function swarmArbitrary(space: PlanSpace, probes: readonly Probe[]): Arbitrary<[InjectionData[], number]> {
  return fc.tuple(
    kindsArbitrary(space, probes).chain((choices) => planArbitrary({ ...space, faults: { choices }, atLeast: 1 })),
    variationArbitrary,
  )
}

function kindsArbitrary(space: PlanSpace, probes: readonly Probe[]): Arbitrary<Choice[]> {
  const able = probes.map(({ choice }) => choice)
  const shy = shyOf(space, probes)
  if (able.length === 0) return someOf(space.faults.choices, mostKinds)
  if (shy.length === 0) return someOf(able, mostKinds)
  const both = fc.tuple(someOf(able, mostKinds / 2), someOf(shy, mostKinds / 2)).map((kinds) => kinds.flat())
  return fc.oneof({ arbitrary: someOf(able, mostKinds), weight: 3 }, { arbitrary: both, weight: 1 })
}

function someOf(choices: readonly Choice[], atMost: number): Arbitrary<Choice[]> {
  return fc.subarray([...choices], { minLength: 1, maxLength: Math.min(choices.length, atMost) })
}

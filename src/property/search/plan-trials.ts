import type { Journal } from '../../engine/model/journal.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import type { Shard } from '../../chaos/harness.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { pairsOf } from './pairs.ts'
import type { PlanShape } from './plan-arbitrary.ts'
import { randomTrials } from './random-trials.ts'
import { alone, tryEachAlone } from './single-faults.ts'
import { variantsOf } from './variants.ts'

/** What a search tries. */
export interface SearchOptions {
  readonly shape: PlanShape
  /** How many trials there are at most. */
  readonly runs: number
  /** Seeds the random plans. */
  readonly seed: string
  /** The part of the plans to try, if other machines try the rest. Every part tries each fault alone, since all learn from that. */
  readonly shard?: Shard | undefined
  /** How many other orders of simultaneous replies are tried. */
  readonly otherOrders: number
  /** Whether a fault tends to violate one of the properties that are judged. */
  isLikely(choice: FaultChoice): boolean
}

/** The share of all runs for variants of the likely faults. */
const shareOfLikely = 0.3

/** The share of the remaining runs for variants of single faults, and then of the rest for pairs. */
const shareOfSingles = 0.75
const shareOfPairs = 0.5

/**
 * The plans that are worth a try, in order: each fault alone on every call; variants of those that fired, on one call, at other
 * positions in a stream, or with other parameters; pairs; then random plans of a few kinds of faults. Faults that tend to violate
 * a judged property go first, with their variants. Takes the journal of each trial, and so tries no fault again where it cannot
 * fire.
 * @param baseline what the app did without a fault
 */
export function* planTrials(options: SearchOptions, baseline: Journal): Generator<Trial, void, Journal> {
  const { shape, runs, shard, isLikely } = options
  const { choices } = shape.faults
  const isMine = inShard(shard)

  const likely = yield* tryEachAlone(choices.filter(isLikely))
  const first = variantsOf(likely.firing, baseline).slice(0, Math.floor(runs * shareOfLikely))
  yield* first.filter(isMine).map(alone)

  const others = yield* tryEachAlone(choices.filter((choice) => !isLikely(choice)))
  const firing = [...likely.firing, ...others.firing]
  let left = runs - likely.spent - first.length - others.spent
  const singles = without(first, variantsOf(firing, baseline)).slice(0, Math.max(0, Math.ceil(left * shareOfSingles)))
  yield* singles.filter(isMine).map(alone)

  left -= singles.length
  const pairs = shape.atMost < 2 ? [] : pairsOf(choices, firing).slice(0, Math.max(0, Math.floor(left * shareOfPairs)))
  yield* pairs.filter(isMine).map((injections): Trial => ({ injections, variation: 0 }))

  left -= pairs.length
  yield* randomTrials({ ...options, firing, count: Math.max(left, 1) }).filter(isMine)
}

/** Deals plans to the parts of a search in turn. Each call is about the next plan. */
function inShard(shard: Shard | undefined): () => boolean {
  let place = 0
  return () => shard === undefined || place++ % shard.count === shard.index - 1
}

function without(tried: readonly InjectionData[], injections: readonly InjectionData[]): InjectionData[] {
  const known = new Set(tried.map((injection) => JSON.stringify(injection)))
  return injections.filter((injection) => !known.has(JSON.stringify(injection)))
}

import type { InjectionData } from '../../engine/plan/injection.ts'
import type { Shard } from '../../chaos/harness.ts'
import { day } from '../baseline/scripts.ts'
import { singleRun, type Script } from '../../engine/plan/script.ts'
import { inOrder, type Trial } from '../trial/trial.ts'
import { appearingTrials } from './appearing.ts'
import { calmTrials } from './calm-trials.ts'
import { oneOfEachFirst } from './classes.ts'
import type { FaultChoice } from './fault-choices.ts'
import { inTurn } from './in-turn.ts'
import { oneStepDown, onOneQuestion } from './one-question.ts'
import { withoutIdleFaults } from './idle-faults.ts'
import { likelyPairs, pairTrials } from './pairs.ts'
import type { PlanShape } from './plan-arbitrary.ts'
import { randomTrials } from './random-trials.ts'
import { eachAlone, inFirstRun, tryEachAlone, type FiringFault } from './single-faults.ts'
import { nothingTried, tryState } from './state-trials.ts'
import { steadyTrials } from './steady-trials.ts'
import { transientTrials } from './transient-trials.ts'
import type { Feedback, Trials } from './trials.ts'
import { variantsOf } from './variants.ts'
import { vectorTrials } from './vector-trials.ts'

/** Options of a search. */
export interface SearchOptions {
  readonly shape: PlanShape
  /** The most trials. */
  readonly runs: number
  /** Seeds the random plans. */
  readonly seed: string
  /**
   * The part of the plans to try, if other machines try the rest. Every part tries each fault alone, since all parts depend on the results.
   */
  readonly shard?: Shard | undefined
  /** How many other orders of simultaneous responses are tried. */
  readonly otherOrders: number
  /** Whether baseline checks also judge the app, which needs several runs of the task per trial. */
  readonly hasChecks: boolean
  /** Whether the order of simultaneous responses can be chosen. */
  readonly canReorder: boolean
  /** Whether a fault was selected, or tends to violate one of the given properties. */
  isLikely(choice: FaultChoice): boolean
}

/** The share of all runs for variants of the likely faults. */
const shareOfLikely = 0.3
/** How many faults of each symptom are tried before pairs. */
const ranksFirst = 2
/** The share of the remaining runs for the pairs that most often break an app. */
const shareOfLikelyPairs = 0.3
/** The lowest share of the runs for random plans. */
const shareOfRandom = 0.1
/** How many random plans are drawn per tried plan: some are duplicates, or were tried before. */
const spares = 2

/**
 * The plans of a search, in order: changes without effect; one transient failure of each call; one fault of each symptom on
 * every call; then, alternating, variants of fired faults, pairs, and the other faults of each symptom; then random plans. Faults that
 * tend to violate a given property are first, with their variants. Receives the result of each trial, and so tries no
 * fault again on calls on which it cannot fire.
 * @param baseline the app's behavior without a fault
 */
export function* planTrials(given: SearchOptions, baseline: Feedback): Trials {
  const options = { ...given, shape: { ...given.shape, faults: withoutIdleFaults(given.shape.faults, baseline) } }
  const { shape, runs, shard, isLikely, hasChecks } = options
  const script = hasChecks ? day : singleRun
  const { choices } = shape.faults
  const isMine = inShard(shard)
  let left = runs

  for (let order = 1; order <= options.otherOrders; order++, left--)
    yield inOrder({ injections: [], variation: 0, script: singleRun }, order)

  const likely = yield* tryEachAlone(choices.filter(isLikely), script)
  left -= likely.spent
  const first = inFirstRuns(variantsOf(likely.firing, baseline), script).slice(0, Math.floor(runs * shareOfLikely))
  yield* first.filter(isMine)
  left -= first.length

  const calm = hasChecks
    ? [...calmTrials(choices, baseline, options.canReorder), ...transientTrials(choices, baseline), ...vectorTrials(choices, baseline)]
    : []
  yield* calm.slice(0, Math.max(0, left)).filter(isMine)
  left -= calm.length

  // It shows all parts of a search whether there is a limit, and which work is rare.
  const steady = hasChecks && left > 0 ? yield* steadyTrials(choices) : undefined
  left -= steady?.spent ?? 0

  const ranks = oneOfEachFirst(choices.filter((choice) => !isLikely(choice)))
  const early = yield* tryEachAlone(ranks.slice(0, ranksFirst).flat(), script)
  left -= early.spent
  const firing = [...likely.firing, ...early.firing]

  const stateful = steady === undefined ? nothingTried : yield* tryState({ choices, firing, baseline, steady: steady.seen }, isMine, left)
  left -= stateful.spent

  const steps = inFirstRuns(oneStepDown(firing, baseline), script).slice(0, Math.max(0, left))
  yield* steps.filter(isMine)
  left -= steps.length

  const appearing = shape.atMost < 2 ? [] : appearingTrials(choices, firing, baseline, script).slice(0, Math.max(0, left))
  yield* appearing.filter(isMine)
  left -= appearing.length

  const likelyTwo =
    shape.atMost < 2
      ? []
      : likelyPairs(firing, baseline, script, { hasChecks, isStateful: stateful.isStateful }).slice(
          0,
          Math.max(0, Math.floor(left * shareOfLikelyPairs)),
        )
  yield* likelyTwo.filter(isMine)
  left -= likelyTwo.length

  const count = Math.max(0, left - Math.ceil(runs * shareOfRandom))
  const deeper = newAmong(deeperTrials(options, firing, baseline, script), [
    ...first,
    ...calm,
    ...stateful.trials,
    ...steps,
    ...appearing,
    ...likelyTwo,
  ])
  const rest = ranks.slice(ranksFirst).flat()
  const others = yield* mixed(deeper, rest, script, count, isMine)
  left -= others.spent

  const random = randomTrials({ ...options, firing: [...firing, ...others.firing], count: Math.max(left, 1) * spares, script })
  yield* newAmong(random, [...eachAlone(choices, script), ...first, ...steps, ...appearing, ...likelyTwo, ...deeper])
    .slice(0, Math.max(left, 1))
    .filter(isMine)
}

/** Trials that are not among earlier ones, without duplicates. */
function newAmong(trials: readonly Trial[], before: readonly Trial[]): Trial[] {
  const known = new Set(before.map((trial) => JSON.stringify(trial)))
  return trials.filter((trial) => {
    const words = JSON.stringify(trial)
    const isNew = !known.has(words)
    known.add(words)
    return isNew
  })
}

/** Variants of single faults, faults on one prompt, and pairs, alternating. */
function deeperTrials({ shape }: SearchOptions, firing: readonly FiringFault[], baseline: Feedback, script: Script): Trial[] {
  const variants = inFirstRuns(variantsOf(firing, baseline), script)
  const questions = inFirstRuns(onOneQuestion(firing, baseline), script)
  const pairs = shape.atMost < 2 ? [] : pairTrials(shape.faults.choices, firing, baseline, script)
  return inTurn([variants, pairs, questions])
}

/** Alternates planned trials with new faults that are tried alone. Trials of other shards count, so all shards use the same order. */
function* mixed(
  planned: readonly Trial[],
  rest: readonly FaultChoice[],
  script: Script,
  count: number,
  isMine: () => boolean,
): Generator<Trial, { readonly firing: readonly FiringFault[]; readonly spent: number }, Feedback> {
  const firing: FiringFault[] = []
  const singles = [...rest]
  let spent = 0
  for (let place = 0; spent < count && (place < planned.length || singles.length > 0); place++) {
    // One new fault after every two planned trials.
    if (place < planned.length) {
      if (isMine()) yield planned[place]!
      spent++
    }
    const single = place % 2 === 1 || place >= planned.length ? singles.shift() : undefined
    if (single === undefined || spent >= count) continue
    const tried = yield* tryEachAlone([single], script)
    spent += tried.spent
    firing.push(...tried.firing)
  }
  return { firing, spent }
}

function inFirstRuns(injections: readonly InjectionData[], script: Script): Trial[] {
  return injections.map((injection) => inFirstRun([injection], script))
}

/** Distributes plans over the parts of a search. Each call is for the next plan. */
function inShard(shard: Shard | undefined): () => boolean {
  let place = 0
  return () => shard === undefined || place++ % shard.count === shard.index - 1
}

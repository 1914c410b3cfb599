import fc, { type Arbitrary } from 'fast-check'
import { digest } from '../../engine/base/hash.ts'
import type { Script } from '../../engine/plan/script.ts'
import { inOrder, type Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { planArbitrary, type PlanShape } from './plan-arbitrary.ts'
import { inFirstRun, silentAmong, type FiringFault } from './single-faults.ts'

/**
 * The most kinds of faults in one random plan. Plans with few kinds find more than plans with all kinds: see Groce
 * et al., 2012, "Swarm testing".
 */
const mostKinds = 6

/** Options for random trials. */
export interface RandomTrials {
  readonly shape: PlanShape
  readonly firing: readonly FiringFault[]
  readonly seed: string
  readonly count: number
  /** How many other orders of simultaneous responses the trials use, alternating with the usual one. */
  readonly otherOrders: number
  /** The runs of each trial. The plan is active in the first. */
  readonly script: Script
}

/** Random plans of a few kinds of faults each. The same seed draws the same ones. */
export function randomTrials({ shape, firing, seed, count, otherOrders, script }: RandomTrials): Trial[] {
  const drawn = fc.sample(trialArbitrary(shape, firing), { seed: numberOf(seed), numRuns: count })
  return drawn.map((trial, index) =>
    inOrder({ ...inFirstRun(trial.injections, script), variation: trial.variation }, index % (otherOrders + 1)),
  )
}

function numberOf(seed: string): number {
  return Number.parseInt(digest(seed).slice(0, 8), 16) | 0
}

function trialArbitrary(shape: PlanShape, firing: readonly FiringFault[]): Arbitrary<Trial> {
  const plan = kindsArbitrary(shape.faults.choices, firing).chain((choices) =>
    planArbitrary({ ...shape, faults: { ...shape.faults, choices }, atLeast: 1 }),
  )
  return fc.tuple(plan, variationArbitrary).map(([injections, variation]) => ({ injections, variation }))
}

/**
 * The variation of the seed for a run, so that random values differ from run to run: the answers, the jitter, and the
 * calls of a `.chance`. Shrinks to 0, the seed itself. All others are equally simple.
 */
const variationArbitrary: Arbitrary<number> = fc.oneof({ withCrossShrink: true }, fc.constant(0), {
  arbitrary: fc.noShrink(fc.integer({ min: 1, max: 9_999 })),
  weight: 3,
})

/**
 * Mostly faults that fired alone, sometimes with others, since some fire only after another fault sent the app to its
 * fallback, or kept it busy.
 */
function kindsArbitrary(choices: readonly FaultChoice[], firing: readonly FiringFault[]): Arbitrary<FaultChoice[]> {
  const fired = firing.map(({ choice }) => choice)
  const silent = silentAmong(choices, firing)
  if (fired.length === 0) return someOf(choices, mostKinds)
  if (silent.length === 0) return someOf(fired, mostKinds)
  const both = fc.tuple(someOf(fired, mostKinds / 2), someOf(silent, mostKinds / 2)).map((kinds) => kinds.flat())
  return fc.oneof({ arbitrary: someOf(fired, mostKinds), weight: 3 }, { arbitrary: both, weight: 1 })
}

function someOf(choices: readonly FaultChoice[], atMost: number): Arbitrary<FaultChoice[]> {
  return fc.subarray([...choices], { minLength: 1, maxLength: Math.min(choices.length, atMost) })
}

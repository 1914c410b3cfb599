import { z } from 'zod'
import { catalogue } from '../../../faults/catalogue.ts'
import { recipes } from '../../../recipes/catalogue.ts'
import type { Chaos } from '../../chaos/chaos.ts'
import { checkDay } from '../../chaos/checks.ts'
import { coreOf } from '../../chaos/core.ts'
import { suggestion } from '../../engine/base/nearest.ts'
import type { Injection, InjectionData } from '../../engine/plan/injection.ts'
import { readInjection, writeInjection } from '../../engine/plan/injection-text.ts'
import { planVersion, readPlan } from '../../engine/plan/plan.ts'
import { findRecipe, readRecipe } from '../../engine/plan/recipe-text.ts'
import type { RecipeOptions, RecipePlay } from '../../engine/plan/recipe.ts'
import type { CallCounts } from '../../engine/run/call-counts.ts'
import type { ArmedInjection } from '../../engine/run/armed-injections.ts'
import type { Run } from '../../engine/run/run.ts'
import { ControlError } from './control-error.ts'

const expectedFault =
  'expected a text such as "overloaded:first=2", or an object such as { "fault": "overloaded", "trigger": { "first": 2 } }'
const expectedRecipe =
  'expected a text such as "one-bad-hour:speed=10", or an object such as { "recipe": "one-bad-hour", "options": { "speed": 10 } }'

/** A fault in a request: as text, `overloaded:first=2`, or as a plan has it. */
export const faultSchema = z.union([
  z.string(expectedFault),
  z.looseObject({ fault: z.string('expected the name of a fault') }, expectedFault),
])

/** A recipe in a request: as text, `one-bad-hour:speed=10`, or its name with its options. */
export const recipeSchema = z.union([
  z.string(expectedRecipe),
  z.strictObject({ recipe: z.string('expected the name of a recipe'), options: z.looseObject({}).optional() }, expectedRecipe),
])

/** An injected fault in a response. */
export interface ActiveFault extends InjectionData {
  /** Names it in `DELETE /__brownout/faults/<id>`. */
  readonly id: number
  /** The same as text. */
  readonly text: string
  /** How many calls it has hit. */
  readonly hit: number
}

/** The faults that can fire, in order. */
export function activeFaults(chaos: Chaos): ActiveFault[] {
  const { run } = coreOf(chaos)
  return faultsOf(run.armed.active, run)
}

function faultsOf(chosen: readonly ArmedInjection[], run: Run): ActiveFault[] {
  const { counts } = run.journal
  return chosen.map((armed) => activeFault(armed, run, counts))
}

function activeFault(armed: ArmedInjection, { armed: { all } }: Run, counts: CallCounts): ActiveFault {
  const { injection } = armed
  const data = injection.toIncident()
  return { id: all.indexOf(armed) + 1, ...data, text: writeInjection(data), hit: counts.hitsOf(injection) }
}

/**
 * The faults of a request.
 * @throws BrownoutError if one is unknown, or a parameter or a trigger is wrong
 */
export function readFaults(given: readonly z.output<typeof faultSchema>[]): Injection[] {
  return given.flatMap((fault) =>
    typeof fault === 'string' ? readInjection(fault, catalogue) : readPlan({ version: planVersion, injections: [fault] }, catalogue),
  )
}

/**
 * The recipes of a request.
 * @throws BrownoutError if one is unknown, an option is wrong, or it is for a provider that is not served
 */
export function readRecipes(given: readonly z.output<typeof recipeSchema>[], { providers }: Chaos): RecipePlay[] {
  const plays = given.map((play) =>
    typeof play === 'string' ? readRecipe(play, recipes) : findRecipe(play.recipe, recipes)(play.options as RecipeOptions | undefined),
  )
  for (const play of plays) checkDay(play, providers)
  return plays
}

/**
 * Removes faults.
 * @param which the id of one, or the name of all of a kind. Default: all
 * @throws ControlError if there are none of that name or id
 */
export function removeFaults(chaos: Chaos, which?: string): ActiveFault[] {
  const { run } = coreOf(chaos)
  const { all, active } = run.armed
  const chosen = active.filter(
    (armed) => which === undefined || which === String(all.indexOf(armed) + 1) || which === armed.injection.fault.name,
  )
  if (which !== undefined && chosen.length === 0) {
    const names = active.map(({ injection }) => injection.fault.name)
    throw new ControlError(404, `Cannot remove "${which}": no such fault is active.${suggestion(which, [...new Set(names)])}`)
  }
  const removed = faultsOf(chosen, run)
  for (const armed of chosen) armed.isRemoved = true
  return removed
}

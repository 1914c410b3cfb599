import type { RecipeFactory } from '../engine/plan/recipe.ts'
import type { Task } from '../property/trial/run-task.ts'
import type { Evidence } from '../property/verdict/evidence.ts'
import { Stage, type StageSetting } from './stage.ts'

/** A recipe's day for one app: the providers that it calls, and when it is used. */
export interface Day extends StageSetting {
  readonly recipe: RecipeFactory
  /** When each task begins, in ms of the recipe. */
  readonly times: readonly number[]
}

/** One task of a day. */
export interface Moment {
  /** When it began, in ms of the recipe. */
  readonly at: number
  readonly evidence: Evidence
}

/** Evenly spaced moments within a length of time. `shift` moves all of them, from 0 to 1: at 0.5, to the middle of each part. */
export function spread(count: number, length: number, shift = 0.5): readonly number[] {
  return Array.from({ length: count }, (_, index) => ((index + shift) * length) / count)
}

/**
 * Runs a recipe's day in virtual time. Faults of a provider that the app does not call move to one that it calls. Each task
 * begins at its moment of the recipe, on a clock that starts at 0.
 * @param taskOf the task with this index. `now` is the time since it began, in ms
 */
export async function playDay(day: Day, taskOf: (index: number, now: () => number) => Task): Promise<readonly Moment[]> {
  const stage = new Stage(day)
  try {
    const moments: Moment[] = []
    for (const [index, at] of day.times.entries()) {
      const evidence = await stage.play({ recipe: day.recipe, at }, (now) => taskOf(index, now))
      moments.push({ at, evidence })
    }
    return moments
  } finally {
    stage.close()
  }
}

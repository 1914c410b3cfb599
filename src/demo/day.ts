import { brownout } from '../brownout.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Provider } from '../engine/model/provider.ts'
import { amongProviders, type RecipeFactory } from '../engine/plan/recipe.ts'
import { runTask, type Task } from '../property/trial/run-task.ts'
import type { Evidence } from '../property/verdict/evidence.ts'
import { VirtualSession } from '../time/index.ts'

/** A recipe's day for one app: what it calls, and when it is used. */
export interface Day {
  readonly recipe: RecipeFactory
  readonly seed: string
  /** The providers that the app calls, its primary first. */
  readonly providers: readonly Provider[]
  readonly answers: AnswerSource
  /** When each task begins, in ms of the recipe. */
  readonly times: readonly number[]
  /** The longest that a task is followed, in ms. */
  readonly limit: number
}

/** One task of a day. */
export interface Moment {
  /** When it began, in ms of the recipe. */
  readonly at: number
  readonly evidence: Evidence
}

/** How fast undisturbed answers come: about what hosted models do (modelstats.ai: a first token after 0.6 s). */
const pace = { firstToken: '600ms', perDelta: '30ms' } as const

/** Moments within a length of time, evenly spread. `shift` moves all of them, from 0 to 1: the middle of each part at 0.5. */
export function spread(count: number, length: number, shift = 0.5): readonly number[] {
  return Array.from({ length: count }, (_, index) => ((index + shift) * length) / count)
}

/**
 * Plays a recipe's day under virtual time. Faults of a provider that the app does not call move to one that it does. Each task
 * begins at its moment of the recipe, on a clock that starts at 0.
 * @param taskOf the task with this index. `now` is the time since it began, in ms
 */
export async function playDay(day: Day, taskOf: (index: number, now: () => number) => Task): Promise<readonly Moment[]> {
  const { recipe, seed, answers, limit } = day
  const chaos = brownout({ seed, providers: day.providers, answers, pace })
  const release = chaos.intercept()
  const session = new VirtualSession({ seed })
  try {
    const here = amongProviders(
      recipe.recipe,
      chaos.providers.map(({ name }) => name),
    )
    const moments: Moment[] = []
    for (const [index, at] of day.times.entries()) {
      chaos.reset()
      chaos.play(recipe({ from: at, ...here }))
      const task = taskOf(index, () => session.now())
      const outcome = await runTask(task, { session, seed: chaos.seed, limit, isOpen: () => false })
      moments.push({ at, evidence: { journal: chaos.journal, outcome } })
    }
    return moments
  } finally {
    session.stop()
    release()
  }
}

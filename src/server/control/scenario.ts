import { z } from 'zod'
import { byQuestion } from '../../answers/index.ts'
import { answersOf } from '../../chaos/answers.ts'
import type { Chaos } from '../../chaos/chaos.ts'
import { coreOf } from '../../chaos/core.ts'
import { faultSchema, readFaults, readRecipes, recipeSchema } from './faults.ts'

/** The content of a scenario. Without a seed or answers, the current ones stay. */
export const scenarioSchema = z.strictObject({
  seed: z.union([z.string('expected a text or a number'), z.number('expected a text or a number')]).optional(),
  faults: z.array(faultSchema).default([]),
  recipes: z.array(recipeSchema).default([]),
  answers: z.array(z.unknown()).optional(),
})

/**
 * Begins a fresh run with a scenario: its seed, its answers, and only its faults.
 * @throws BrownoutError if any of it is wrong. Then nothing changes.
 */
export function beginScenario(chaos: Chaos, { seed, faults, recipes, answers }: z.output<typeof scenarioSchema>): void {
  const own = coreOf(chaos)
  const source = answers === undefined ? own.run.answers : answersOf(byQuestion(answers, 'Cannot read the answers'), undefined)
  const injections = [...readFaults(faults), ...readRecipes(recipes, chaos).flatMap((play) => play.injections)]
  own.check(injections)
  own.begin(String(seed ?? own.run.seed), undefined, source)
  own.inject(injections)
}

/** Begins a fresh run with the same seed, the same answers and the same faults, which count from the start again. */
export function beginAgain(chaos: Chaos): void {
  const own = coreOf(chaos)
  const { seed, answers } = own.run
  const { injections } = chaos
  own.begin(seed, undefined, answers)
  own.inject(injections)
}

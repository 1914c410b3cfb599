import type { RehearsedRun } from '../trial/rehearse.ts'
import type { Effect } from '../verdict/outcome.ts'
import type { Comparison } from './comparison.ts'

/**
 * The effects of runs as sorted texts, with the models' text masked, and also ids and times if they vary. Effects that were sent
 * again with the same idempotency key count once.
 */
export function effectsIn({ answers, known }: Comparison, runs: readonly RehearsedRun[]): string[] {
  return carriedOut(runs.flatMap(({ copies }) => copies.flatMap(({ outcome }) => outcome.effects)))
    .map(({ text }) => known.effectText(answers.mask(text)))
    .toSorted()
}

/** Effects without those that repeat an earlier one with the same name and key. */
export function carriedOut(effects: readonly Effect[]): Effect[] {
  const seen = new Set<string>()
  return effects.filter(({ text, key }) => {
    if (key === undefined) return true
    const identity = JSON.stringify([text, key])
    const isNew = !seen.has(identity)
    seen.add(identity)
    return isNew
  })
}

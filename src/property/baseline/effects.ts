import type { RehearsedRun } from '../trial/rehearse.ts'
import type { Comparison } from './comparison.ts'

/** The effects of runs as texts, sorted, with the models' text masked, and ids and times too if they vary by themselves. */
export function effectsIn({ answers, known }: Comparison, runs: readonly RehearsedRun[]): string[] {
  return runs
    .flatMap(({ copies }) => copies.flatMap(({ outcome }) => outcome.effects.map(({ text }) => known.effectText(answers.mask(text)))))
    .toSorted()
}

/** A text without its words that contain digits: ids, times, amounts. */
export function withoutNumbers(text: string): string {
  return text.replaceAll(/[^\s,;:=()"']*\d[^\s,;()"']*/g, '#')
}

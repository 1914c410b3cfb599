import type { Plan } from '../../engine/plan/plan.ts'
import { singleRun } from '../../engine/plan/script.ts'
import type { Violation } from '../trial/run-trial.ts'
import { momentsOfTask } from './app-moments.ts'
import type { Exercise } from '../report/exercise.ts'
import { causesInWords } from './causes-in-words.ts'
import { formatExercise } from './format-exercise.ts'
import { baselineInWords, rehearsalStory } from './rehearsal-story.ts'
import { momentsOf, timeline } from './timeline.ts'
import { titlesOf } from './titles.ts'

/** The data for the message of a failure. */
export interface FailureStory {
  /** The seed of the search. */
  readonly seed: string
  readonly violation: Violation
  readonly plan: Plan
  /** Whether it needs another order of responses that are due at the same time. */
  readonly isInOtherOrder: boolean
  /** How it was found, as text. */
  readonly effort: string
  /** The coverage of the search so far: exercised or not. Empty for a replayed incident. */
  readonly exercise: readonly Exercise[]
  /** The commands that replay it, each in its own way. */
  readonly replayLines: readonly string[]
}

/**
 * Returns the message of a failure: title, statement, minimal failing plan, baseline, timeline, and how to replay it.
 */
export function failureMessage({ seed, violation, plan, isInOtherOrder, effort, exercise, replayLines }: FailureStory): string {
  const { property, verdict, evidence, rehearsal, baseline } = violation
  const causes = causesInWords(plan, rehearsal?.script ?? singleRun, evidence)
  const tried = formatExercise(exercise)
  const compared = baseline === undefined ? [] : baselineInWords(baseline)
  return [
    `${titlesOf(property).titles.violated} (${property.id}): ${verdict.how}.`,
    '',
    `  property  ${property.statement}`,
    `  caused by ${causes.join('\n        and ')}`,
    ...(isInOtherOrder ? ['            with another order of simultaneous responses'] : []),
    `            (${effort})`,
    ...compared.map((line, index) => `  ${index === 0 ? 'compared ' : '         '} ${line}`),
    '',
    ...storyOf(violation),
    '',
    `  hint      ${property.hint}`,
    ...(tried === undefined ? [] : [`  tried     ${tried}`]),
    `  seed      ${seed}`,
    `  replay    ${replayLines.join('\n         or ')}`,
  ].join('\n')
}

/** A single run needs no heading. */
function storyOf({ evidence: { journal, outcome }, rehearsal, baseline }: Violation): string[] {
  const isPlain = rehearsal === undefined || (rehearsal.script.length === 1 && rehearsal.script[0]!.copies === 1)
  return isPlain ? timeline(momentsOf(journal, momentsOfTask(outcome))) : rehearsalStory(rehearsal, baseline)
}

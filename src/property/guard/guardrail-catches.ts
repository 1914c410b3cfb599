import { defineProperty, type Property } from '../verdict/define-property.ts'
import { areApart, mixed, tasksOf } from '../verdict/tasks.ts'
import { inconclusive } from '../verdict/verdict.ts'
import { checkDemand } from './demand.ts'
import { judgeRatesOfRun, percent, ratesOf, type GuardrailLimits } from './rates.ts'
import { sampleOf, saysRefused, withAbsentCaught } from './sample.ts'

/**
 * The app's guardrail refuses, marks or corrects at least a share of the wrong answers, and at most a share of the right ones: over
 * all tasks of a run, at the worse end of the 95% interval. A run violates it only if chance is ruled out, since a search
 * has many runs. `measureGuardrail` measures it over all kinds of wrong answers.
 * An answer also counts as refused if the value contains nothing of it. A reworded answer does not count.
 * @param options.isMarked whether a value is refused or marked. Default: it is empty, or has one of the usual marks, such as
 * `refused`, `needsReview`, `error`, `verified: false`, `status: 'rejected'`. A task that rejects counts as refused.
 * @throws BrownoutError if a rate is not a share from 0 to 1
 * @example
 * guardrailCatches({ atLeast: 0.9, falsePositivesAtMost: 0.05 })
 */
export function guardrailCatches(options: GuardrailLimits & { readonly isMarked?: (value: unknown) => boolean }): Property {
  checkDemand('guardrailCatches()', options)
  const { atLeast, falsePositivesAtMost, isMarked = saysRefused } = options
  return defineProperty({
    id: `guardrail-catches(${atLeast}, ${falsePositivesAtMost})`,
    statement: `at least ${percent(atLeast)} of the wrong answers are refused, marked or corrected, and at most ${percent(falsePositivesAtMost)} of the right ones`,
    evidence: 'truth and received in the journal, outcomes of many tasks',
    hint: 'Check the claims of an answer against the source it cites, the record it is about, or a second model. A guardrail that checks only the form lets confident wrong answers pass.',
    judge(evidence) {
      const tasks = tasksOf(evidence)
      if (!areApart(tasks)) return mixed
      const samples = tasks.flatMap((task) => sampleOf(task, isMarked) ?? [])
      if (samples.length === 0) return inconclusive('nothing was answered')
      return judgeRatesOfRun(ratesOf(withAbsentCaught(samples)), { atLeast, falsePositivesAtMost })
    },
  })
}

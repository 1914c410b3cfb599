import { defineProperty, type Property } from '../verdict/define-property.ts'
import { areApart, mixed, tasksOf } from '../verdict/tasks.ts'
import { inconclusive } from '../verdict/verdict.ts'
import { checkDemand } from './demand.ts'
import { judgeRates, ratesOf, type GuardDemand } from './rates.ts'
import { sampleOf, saysRefused } from './sample.ts'

/**
 * The app's guardrail refuses, marks or corrects at least a share of the wrong answers, and at most a share of the right ones: over
 * all tasks of a run, and with the worse end of the 95% interval. `measureGuard` measures it over all kinds of wrong answers.
 * @param options.says whether a value is refused or marked. Default: it is empty, or has one of `refused`, `abstained`, `flagged`,
 * `uncertain`, `unsure`, `unverified`, `needsReview`, `verified: false`, `grounded: false`. A task that rejects counts as refused.
 * @throws BrownoutError if a rate is not a share from 0 to 1
 * @example
 * guardCatches({ atLeast: 0.9, falseAlarmsAtMost: 0.05 })
 */
export function guardCatches({
  atLeast,
  falseAlarmsAtMost,
  says = saysRefused,
}: GuardDemand & { readonly says?: (value: unknown) => boolean }): Property {
  checkDemand('guardCatches()', { atLeast, falseAlarmsAtMost })
  return defineProperty({
    id: `guard-catches(${atLeast}, ${falseAlarmsAtMost})`,
    statement: `of the wrong answers at least ${atLeast * 100} % are refused, marked or corrected, and of the true ones at most ${falseAlarmsAtMost * 100} %`,
    evidence: 'truth and received in the journal, outcomes of many tasks',
    hint: 'Check what an answer claims against what you know: the source it cites, the record it is about, a second opinion. A guard that looks at the form lets every sure lie pass.',
    judge(evidence) {
      const tasks = tasksOf(evidence)
      if (!areApart(tasks)) return mixed
      const samples = tasks.flatMap((task) => sampleOf(task, says) ?? [])
      if (samples.length === 0) return inconclusive('nothing was answered')
      return judgeRates(ratesOf(samples), { atLeast, falseAlarmsAtMost })
    },
  })
}

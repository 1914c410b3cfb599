import { defineProperty, type Property } from '../verdict/define-property.ts'
import { areApart, mixed, tasksOf } from '../verdict/tasks.ts'
import { inconclusive } from '../verdict/verdict.ts'
import { checkDemand } from './demand.ts'
import { judgeRates, ratesOf, type GuardDemand } from './rates.ts'
import { sampleOf, saysRefused } from './sample.ts'

/**
 * Of the wrong answers at least a share is refused, marked or corrected, and of the true ones at most a share, over all tasks of a run and
 * with the worse end of the 95 % interval. To measure a guard over all ways to be wrong, see `measureGuard`.
 * @param options.says tells whether a value is refused or marked; the default looks for nothing at all, `refused`, `abstained`, `flagged`,
 * `uncertain`, `unverified`, `needsReview` or `verified: false`. A task that rejects refuses.
 * @throws BrownoutError where a rate is no share
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
    evidence: 'truth and told in the journal, outcomes of many tasks',
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

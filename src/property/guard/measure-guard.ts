import { confidentlyWrong } from '../../../faults/confidently-wrong.ts'
import type { Chaos } from '../../brownout.ts'
import { milliseconds, type Duration } from '../../engine/base/duration.ts'
import { BrownoutError } from '../../engine/base/errors.ts'
import { strategyNames } from '../../engine/kit/falsehood/index.ts'
import { checkNames } from '../../engine/base/wrong-value.ts'
import { InconclusiveError } from '../failure.ts'
import { runPlan, type PlannedRun, type RunSetting } from '../trial/run-plan.ts'
import type { Task } from '../trial/run-task.ts'
import { joinTime } from '../trial/session.ts'
import { tasksOf } from '../verdict/tasks.ts'
import { checkDemand } from './demand.ts'
import { GuardError } from './guard-error.ts'
import { judgeRates, ratesOf, tableOf, type GuardDemand, type GuardRates, type GuardSample } from './rates.ts'
import { sampleOf, saysRefused } from './sample.ts'

/** How a guard is measured. */
export interface MeasureGuardOptions extends GuardDemand {
  /** How often the app is run with true answers, and how often with wrong ones: 140 where it is left out. */
  readonly samples?: number
  /** Tells whether a value is refused or marked; a task that rejects refuses. See {@link guardCatches}. */
  readonly says?: (value: unknown) => boolean
  /** The longest that one run may take, on the clock: 1 hour where it is left out. */
  readonly limit?: Duration
}

const optionNames: readonly (keyof MeasureGuardOptions)[] = ['atLeast', 'falseAlarmsAtMost', 'samples', 'says', 'limit']

function check(chaos: Chaos, options: MeasureGuardOptions): void {
  checkNames('measureGuard() cannot read its options: it', options, optionNames)
  checkDemand('measureGuard()', options)
  const { samples = 140 } = options
  if (!Number.isInteger(samples) || samples < 1)
    throw new BrownoutError(`measureGuard() cannot take ${samples} samples: expected a whole number of at least 1.`)
  if (chaos.isReplaying) throw new BrownoutError('measureGuard() cannot measure while an incident is replayed: it injects its own faults.')
}

/**
 * Measures the check that an app puts its answers to: runs it with true answers and as often with wrong ones, in turn by every strategy of
 * `confidentlyWrong`, each run with another seed. What the chaos has in force stays so. An answer that a strategy finds nothing wrong to say
 * about is left out.
 * @returns the rates, where the worse end of each 95 % interval meets what is asked
 * @throws GuardError where the guard does worse, with the table of rates; InconclusiveError where there are too few samples to tell
 * @example
 * await measureGuard(chaos, () => askAndCheck('How long may I ask for a refund?'), { atLeast: 0.9, falseAlarmsAtMost: 0.05 })
 */
export async function measureGuard(chaos: Chaos, task: Task, options: MeasureGuardOptions): Promise<GuardRates> {
  check(chaos, options)
  const { samples: count = 140 } = options
  const { seed, injections: always } = chaos
  const { session, stop } = joinTime('measureGuard()', seed)
  const setting: RunSetting = { chaos, task, session, limit: milliseconds(options.limit ?? '1h') }
  const samples: GuardSample[] = []
  try {
    for (let place = 0; place < count; place++) {
      const lie = confidentlyWrong({ strategy: strategyNames[place % strategyNames.length]! })
      for (const injections of [always, [...always, lie]])
        samples.push(...(await samplesOf(setting, { injections, seed: `${seed}/guard/${place}` }, options.says ?? saysRefused)))
    }
  } finally {
    stop()
    // What the last run left behind must not affect the rest of the test.
    chaos.reset(seed)
  }
  return passing(ratesOf(samples), seed, options)
}

async function samplesOf(setting: RunSetting, run: PlannedRun, says: (value: unknown) => boolean): Promise<GuardSample[]> {
  return tasksOf(await runPlan(setting, run)).flatMap((task) => sampleOf(task, says) ?? [])
}

function passing(rates: GuardRates, seed: string, options: MeasureGuardOptions): GuardRates {
  const verdict = judgeRates(rates, options)
  if (verdict.type === 'violated') throw new GuardError(verdict.how, rates, seed)
  if (verdict.type === 'inconclusive') throw new InconclusiveError(`inconclusive: ${verdict.why}.\n\n${tableOf(rates)}`)
  return rates
}

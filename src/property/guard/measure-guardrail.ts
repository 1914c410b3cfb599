import { confidentlyWrong } from '../../../faults/confidently-wrong.ts'
import type { Chaos } from '../../chaos/chaos.ts'
import { coreOf } from '../../chaos/core.ts'
import { milliseconds, type Duration } from '../../engine/base/duration.ts'
import { BrownoutError } from '../../engine/base/errors.ts'
import { strategyNames } from '../../engine/kit/falsehood/index.ts'
import { checkNames } from '../../engine/base/wrong-value.ts'
import { checkValue, functionLike } from '../../engine/base/options.ts'
import { checkReached } from '../check-reached.ts'
import { InconclusiveError } from '../failure.ts'
import { rehearse, type RehearsalSetting } from '../trial/rehearse.ts'
import { singleRun } from '../../engine/plan/script.ts'
import type { Injection } from '../../engine/plan/injection.ts'
import type { Evidence } from '../verdict/evidence.ts'
import type { Task } from '../trial/run-task.ts'
import { joinTime } from '../trial/join-time.ts'
import { tasksOf } from '../verdict/tasks.ts'
import { checkDemand } from './demand.ts'
import { GuardrailError } from './guardrail-error.ts'
import { judgeRates, ratesOf, tableOf, type GuardrailLimits, type GuardrailRates, type GuardrailSample } from './rates.ts'
import { sampleOf, saysRefused, withAbsentCaught } from './sample.ts'

/** Options for {@link measureGuardrail}. */
export interface MeasureGuardrailOptions extends GuardrailLimits {
  /** The number of runs with right answers, and of runs with wrong ones. Default: 140 */
  readonly samples?: number
  /** Whether a value is refused or marked. A task that rejects counts as refused. See `guardrailCatches`. */
  readonly isMarked?: (value: unknown) => boolean
  /** The longest that one run can take, on the clock. Default: 1 hour */
  readonly limit?: Duration
}

const optionNames: readonly (keyof MeasureGuardrailOptions)[] = ['atLeast', 'falsePositivesAtMost', 'samples', 'isMarked', 'limit']

function check(chaos: Chaos, task: unknown, options: MeasureGuardrailOptions): void {
  checkValue('measureGuardrail()', task, functionLike("() => askAndCheck('How long can I return it?')"))
  checkNames('measureGuardrail() cannot read its options: it', options, optionNames)
  checkDemand('measureGuardrail()', options)
  const { samples = 140 } = options
  if (!Number.isInteger(samples) || samples < 1)
    throw new BrownoutError(`measureGuardrail() cannot take ${samples} samples: expected an integer of at least 1.`)
  if (chaos.isReplaying)
    throw new BrownoutError('measureGuardrail() cannot measure while an incident is replayed: it injects its own faults.')
}

/**
 * Measures an app's guardrail: runs the app with right answers and as often with wrong ones, alternating between the strategies
 * of `confidentlyWrong`, each run with another seed. The chaos's own injected faults stay active. An answer that a strategy cannot
 * falsify counts as right.
 * @returns the rates, if the worse end of each 95% interval meets the demand
 * @throws GuardrailError if the guardrail does worse, with the table of rates
 * @throws InconclusiveError if there are too few samples
 * @throws BrownoutError if an option is wrong, or an incident is replayed
 * @example
 * await measureGuardrail(chaos, () => askAndCheck('How long can I return it?'), { atLeast: 0.9, falsePositivesAtMost: 0.05 })
 */
export async function measureGuardrail(chaos: Chaos, task: Task, options: MeasureGuardrailOptions): Promise<GuardrailRates> {
  check(chaos, task, options)
  const { samples: count = 140 } = options
  const { seed, injections: always } = chaos
  const core = coreOf(chaos)
  await checkReached('measureGuardrail()', chaos)
  const { session, stop } = joinTime('measureGuardrail()', seed)
  const endSearch = core.beginSearch()
  const setting: RehearsalSetting = {
    chaos,
    makeTask: () => (tools) => core.runTask(() => task(tools)),
    session,
    limit: milliseconds(options.limit ?? '1h'),
  }
  const samples: GuardrailSample[] = []
  try {
    for (let place = 0; place < count; place++) {
      const lie = confidentlyWrong({ strategy: strategyNames[place % strategyNames.length]! })
      for (const injections of [always, [...always, lie]])
        samples.push(...(await samplesOf(setting, { injections, seed: `${seed}/guard/${place}` }, options.isMarked ?? saysRefused)))
    }
  } finally {
    endSearch()
    stop()
    // The state after the last run must not affect the rest of the test.
    chaos.reset(seed)
  }
  return passing(ratesOf(withAbsentCaught(samples)), seed, options)
}

async function samplesOf(
  setting: RehearsalSetting,
  run: { readonly injections: readonly Injection[]; readonly seed: string },
  isMarked: (value: unknown) => boolean,
): Promise<GuardrailSample[]> {
  const samples: GuardrailSample[] = []
  const judge = (evidence: Evidence): void => void samples.push(...tasksOf(evidence).flatMap((task) => sampleOf(task, isMarked) ?? []))
  await rehearse(setting, { ...run, script: singleRun }, judge)
  return samples
}

function passing(rates: GuardrailRates, seed: string, options: MeasureGuardrailOptions): GuardrailRates {
  const verdict = judgeRates(rates, options)
  if (verdict.type === 'violated') throw new GuardrailError(verdict.how, rates, seed)
  if (verdict.type === 'inconclusive') throw new InconclusiveError(`inconclusive: ${verdict.why}.\n\n${tableOf(rates)}`)
  return rates
}

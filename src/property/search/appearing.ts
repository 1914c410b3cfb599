import { targetOf } from '../baseline/comparison.ts'
import { promptHash } from '../../engine/kit/prompt-hash.ts'
import type { Symptom } from '../../engine/model/fault-traits.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import type { Script } from '../../engine/plan/script.ts'
import type { Trial } from '../trial/trial.ts'
import { isAnswer } from '../verdict/calls.ts'
import { delayAmong } from './delays.ts'
import type { FaultChoice } from './fault-choices.ts'
import { inFirstRun, type FiringFault } from './single-faults.ts'
import type { Feedback } from './trials.ts'

/** How much later than its duplicate a slow call is answered, in ms. */
const margin = 2_000
/** How many of the new calls are failed. */
const mostOfAll = 10

/**
 * Behavior that only a fault causes is rarely tested: a duplicate call, a shorter prompt, a request to continue. Returns each
 * fault that fired, together with an outage of the calls that appeared under it.
 */
export function appearingTrials(
  choices: readonly FaultChoice[],
  firing: readonly FiringFault[],
  baseline: Feedback,
  script: Script,
): Trial[] {
  const outage = firing.find(({ choice }) => choice.fault.shows === '5xx' && choice.injection === undefined)
  if (outage === undefined) return []
  const free = firing.filter(({ choice }) => choice.injection === undefined && choice.fault.shows !== '5xx')
  const plans = [...ofSpares(choices, free, outage), ...ofQuestions(free, baseline, outage), ...ofFallbacks(free, baseline, outage)]
  return plans.slice(0, mostOfAll).map((plan) => inFirstRun(plan, script))
}

/** A second call with the same request while the first is open. The first is answered late, and the second fails. */
function ofSpares(choices: readonly FaultChoice[], firing: readonly FiringFault[], outage: FiringFault): InjectionData[][] {
  const delay = delayAmong(choices)
  if (delay === undefined) return []
  return firing
    .filter(({ choice }) => choice.fault.shows === 'delay')
    .flatMap(({ journal: { calls } }) => {
      const spare = calls.findIndex((call, place) => calls.slice(0, place).some((first) => isBeside(call, first)))
      if (spare === -1) return []
      const first = calls.findIndex((call) => isBeside(calls[spare]!, call))
      const by = calls[spare]!.startedAt - calls[first]!.startedAt + margin
      return [
        [
          { ...delay(by), trigger: { nth: first + 1 } },
          { ...outage.injection, trigger: { nth: spare + 1 } },
        ],
      ]
    })
}

function isBeside(call: JournalCall, first: JournalCall): boolean {
  return (
    call.startedAt > first.startedAt &&
    (first.endedAt === undefined || first.endedAt > call.startedAt) &&
    promptHash(call.call) === promptHash(first.call)
  )
}

/** Another prompt after the first one failed. */
function ofQuestions(firing: readonly FiringFault[], baseline: Feedback, outage: FiringFault): InjectionData[][] {
  const known = new Set(baseline.calls.map(({ call }) => promptHash(call)))
  const tried = new Set<string>()
  return firing.flatMap(({ choice, injection, journal: { calls } }) => {
    const place = calls.findIndex(({ call }) => !known.has(promptHash(call)))
    const failed = calls
      .slice(0, Math.max(0, place))
      .findLast((call) => !isAnswer(call) && call.fired.some(({ fault }) => fault === choice.fault.name))
    if (failed === undefined || tried.has(promptHash(calls[place]!.call))) return []
    const question = promptHash(calls[place]!.call)
    tried.add(question)
    return [
      [
        { ...injection, trigger: { forPrompt: { hash: promptHash(failed.call) } } },
        { ...outage.injection, trigger: { forPrompt: { hash: question } } },
      ],
    ]
  })
}

/** Another provider or model after a failure that is not an outage. */
function ofFallbacks(firing: readonly FiringFault[], baseline: Feedback, outage: FiringFault): InjectionData[][] {
  const known = new Set(baseline.calls.map(targetOf))
  return fallenBackFrom
    .flatMap((symptom) => firing.filter(({ choice }) => choice.fault.shows === symptom).slice(0, 1))
    .flatMap(({ choice, injection, journal: { calls } }) => {
      const fallback = calls.find((call) => !known.has(targetOf(call)))
      const failed = calls.find(({ fired }) => fired.some(({ fault }) => fault === choice.fault.name))
      if (fallback === undefined || failed === undefined) return []
      return [
        [
          { ...injection, trigger: { for: [{ provider: failed.provider, model: failed.model }] } },
          { ...outage.injection, trigger: { for: [{ provider: fallback.provider, model: fallback.model }] } },
        ],
      ]
    })
}

/** Symptoms other than an outage that send an app to its fallback, and can leave a different state. */
const fallenBackFrom: readonly Symptom[] = ['4xx-permanent', 'empty', 'incomplete', 'refusal', 'broken-json']

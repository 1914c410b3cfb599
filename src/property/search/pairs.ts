import type { JournalCall } from '../../engine/model/journal.ts'
import type { Symptom } from '../../engine/model/fault-traits.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import { outageThenAgain, runsOfOutage, triedAgainAfter, twice } from '../baseline/scripts.ts'
import type { Script } from '../../engine/plan/script.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { inTurn } from './in-turn.ts'
import { insistentParameters, usualParameters } from './parameters/first-tries.ts'
import { inFirstRun, silentAmong, withRuns, type FiringFault } from './single-faults.ts'
import type { Feedback } from './trials.ts'

/** How many of the faults that fired are paired. The first are those that break most clients. */
const mostPaired = 10

/** The symptoms of a provider that is down, the most frequent first. */
const outages: readonly Symptom[] = ['5xx', 'rate-limit', 'network-error', 'silence']

/** Symptoms that an app can miss on its fallback, or on the first attempt after an outage. */
const missed: ReadonlySet<Symptom> = new Set([
  'truncation',
  'incomplete',
  'empty',
  'broken-json',
  'wrong-structure',
  'refusal',
  '4xx-permanent',
  '5xx',
  'silence',
  'network-error',
  'stream-error',
  'foreign-body',
])

/** How many faults of one symptom are tried as the second one. */
const mostOfOne = 2

type Target = { readonly provider: string; readonly model: string }

/**
 * Two faults at a time, based on the app's behavior under each alone: on two providers, one after the other, or both on every call.
 * These kinds alternate.
 */
export function pairTrials(choices: readonly FaultChoice[], firing: readonly FiringFault[], baseline: Feedback, script: Script): Trial[] {
  const paired = failures(firing)
  // An injected fault that the user passed in keeps its trigger.
  const free = paired.filter(({ choice }) => choice.injection === undefined)
  const targets = targetsOf([...baseline.calls, ...firing.flatMap(({ journal }) => journal.calls)])
  return inTurn([
    onTwoTargets(free, targets).map((plan) => inFirstRun(plan, script)),
    oneAfterTheOther(free).map((plan) => inFirstRun(plan, script)),
    bothOnEveryCall(paired).map((plan) => inFirstRun(plan, script)),
    pairsWithSilent(silentAmong(choices, firing), firing).map((plan) => inFirstRun(plan, script)),
  ])
}

/**
 * The two ways in which two faults most often break an app: one sends it to its fallback, on which the other one fires; or an outage
 * opens a circuit that the other fault keeps open.
 */
export function likelyPairs(
  firing: readonly FiringFault[],
  baseline: Feedback,
  script: Script,
  { hasChecks, isStateful }: { readonly hasChecks: boolean; readonly isStateful: boolean },
): Trial[] {
  const free = firing.filter(({ choice }) => choice.injection === undefined)
  const seconds = inTurn(
    [
      ...Map.groupBy(
        free.filter(({ choice }) => missed.has(choice.fault.shows)),
        ({ choice }) => choice.fault.shows,
      ).values(),
    ].map((one) => one.slice(0, mostOfOne)),
  )
  const down = byOutage(firing)
  // Some apps fall back only if the answer is unusable.
  const sending = [...down, ...firing.filter((fault) => !down.includes(fault))]
  const onFallback = onAppearing(sending, seconds, baseline).map((plan) => inFirstRun(plan, script))
  if (!hasChecks) return onFallback
  const limited = free.filter(({ journal }) => journal.calls.some(({ problem }) => problem?.retryAfter !== undefined)).slice(0, 1)
  // A provider that requires a pause does so in the next run, too.
  const resting = onAppearing(sending, limited, baseline).map((plan) => inFirstRun(plan, twice))
  return inTurn([onFallback, resting, isStateful ? afterOutage(down.slice(0, 1), seconds) : []])
}

/** The faults that can be an outage, the most frequent symptom first, and temporary faults before others with the same symptom. */
export function byOutage(firing: readonly FiringFault[]): FiringFault[] {
  const passing = firing.filter(({ choice }) => choice.fault.persistence === 'transient')
  const lasting = firing.filter(({ choice }) => choice.fault.persistence !== 'transient')
  return outages.flatMap((symptom) => [...passing, ...lasting].filter(({ choice }) => choice.fault.shows === symptom))
}

/** One fault of each symptom among those that fired, except invisible ones. */
function failures(firing: readonly FiringFault[]): FiringFault[] {
  const bySymptom = Map.groupBy(
    firing.filter(({ choice }) => choice.fault.shows !== 'nothing'),
    ({ choice }) => (choice.injection === undefined ? choice.fault.shows : JSON.stringify(choice.injection)),
  )
  return [...bySymptom.values()].map(([first]) => first!).slice(0, mostPaired)
}

/**
 * Each fault on the usual calls, with each fault on the calls that only appear under the first: calls to a
 * fallback or duplicate calls.
 */
function onAppearing(paired: readonly FiringFault[], free: readonly FiringFault[], baseline: Feedback): InjectionData[][] {
  const usual = targetsOf(baseline.calls)
  const known = new Set(usual.map(nameOf))
  const sending = paired.filter(({ journal }) => targetsOf(journal.calls).some((target) => !known.has(nameOf(target))))
  return sending.slice(0, 1).flatMap((first) => {
    const appeared = targetsOf(first.journal.calls).filter((target) => !known.has(nameOf(target)))
    const onUsual = first.choice.injection === undefined ? onTargets(first.injection, usual) : first.injection
    return appeared.flatMap((target) => free.map((second) => [onUsual, onTarget(second.injection, target)]))
  })
}

function onTwoTargets(free: readonly FiringFault[], targets: readonly Target[]): InjectionData[][] {
  const couples = targets.flatMap((one, place) =>
    targets.flatMap((other, otherPlace) => (place === otherPlace ? [] : [[one, other] as const])),
  )
  return free.flatMap((first) =>
    free.flatMap((second) => couples.map(([one, other]) => [onTarget(first.injection, one), onTarget(second.injection, other)])),
  )
}

/** One fault on the first calls, another on the next ones, which are retries. */
function oneAfterTheOther(free: readonly FiringFault[]): InjectionData[][] {
  const counts = [1, 2]
  const couples = free.flatMap((first) => free.flatMap((second) => (first === second ? [] : [[first, second] as const])))
  return counts.flatMap((count) =>
    couples.flatMap(([first, second]) =>
      first.journal.calls.length <= count
        ? []
        : [
            [
              { ...first.injection, trigger: count === 1 ? { nth: 1 } : { first: count } },
              { ...second.injection, trigger: { nth: count + 1 } },
            ],
          ],
    ),
  )
}

/** An outage, and another fault on the first attempt after it. */
function afterOutage(down: readonly FiringFault[], seconds: readonly FiringFault[]): Trial[] {
  const during = Array.from({ length: runsOfOutage }, (_, place) => place + 1)
  return down.flatMap((first) =>
    seconds.map((second): Trial => ({
      injections: [withRuns(first.injection, during), withRuns(second.injection, [triedAgainAfter])],
      variation: 0,
      script: outageThenAgain,
    })),
  )
}

function bothOnEveryCall(paired: readonly FiringFault[]): InjectionData[][] {
  return paired.flatMap((one, index) => paired.slice(0, index).map((other) => [other.injection, one.injection]))
}

/** Each fault that did not fire alone, with the fault that keeps the app busy longest, and the one that causes most calls. */
function pairsWithSilent(silent: readonly FaultChoice[], firing: readonly FiringFault[]): InjectionData[][] {
  const answered = firing.filter(({ journal }) => journal.calls.every((call) => call.ending === 'complete'))
  const openings = [highest(answered, lastStart), highest(firing, ({ journal }) => journal.calls.length)].filter(
    (opening) => opening !== undefined,
  )
  return silent.flatMap(({ fault }) => {
    const injection = { fault: fault.name, parameters: insistentParameters(fault) ?? usualParameters(fault), trigger: {} }
    return openings.map((opening) => [opening.injection, injection])
  })
}

function onTarget(injection: InjectionData, { provider, model }: Target): InjectionData {
  return { ...injection, trigger: { for: [{ provider, model }] } }
}

function onTargets(injection: InjectionData, targets: readonly Target[]): InjectionData {
  return targets.length === 0 ? injection : { ...injection, trigger: { for: [...targets] } }
}

function targetsOf(calls: readonly JournalCall[]): Target[] {
  const targets = calls.map(({ provider, model }) => ({ provider, model }))
  return [...new Map(targets.map((target) => [nameOf(target), target])).values()]
}

function nameOf({ provider, model }: Target): string {
  return `${provider}/${model}`
}

function lastStart({ journal }: FiringFault): number {
  return journal.calls.at(-1)?.startedAt ?? 0
}

function highest(firing: readonly FiringFault[], measure: (fault: FiringFault) => number): FiringFault | undefined {
  return firing.toSorted((a, b) => measure(b) - measure(a))[0]
}

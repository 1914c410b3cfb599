import type { InjectionData } from '../../engine/plan/injection.ts'
import type { Script } from '../../engine/plan/script.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { insistentParameters, usualParameters } from './parameters/first-tries.ts'
import type { Feedback } from './trials.ts'

/** A fault that fired when tried alone, and the app's behavior then. */
export interface FiringFault {
  readonly choice: FaultChoice
  readonly injection: InjectionData
  /** The calls of the run in which the fault was active. */
  readonly journal: Feedback
}

/** A plan that is active only in the first run of a script, so that later runs show its aftermath. */
export function inFirstRun(injections: readonly InjectionData[], script: Script): Trial {
  if (script.length === 1) return { injections, variation: 0, script }
  return { injections: injections.map((injection) => withRuns(injection, [1])), variation: 0, script }
}

/** An injected fault that is active only in some runs. One that the user passed in keeps its own runs. */
export function withRuns(injection: InjectionData, runs: readonly number[]): InjectionData {
  return injection.trigger.inRun === undefined ? { ...injection, trigger: { ...injection.trigger, inRun: [...runs] } } : injection
}

/**
 * Tries each fault alone, on every call, and if it did not fire, again with its most aggressive parameters.
 * @returns the faults that fired, and the number of trials
 */
export function* tryEachAlone(
  choices: readonly FaultChoice[],
  script: Script,
): Generator<Trial, { readonly firing: readonly FiringFault[]; readonly spent: number }, Feedback> {
  const firing: FiringFault[] = []
  let spent = 0
  for (const choice of choices) {
    for (const injection of firstTriesOf(choice)) {
      spent++
      const journal = yield inFirstRun([injection], script)
      // A fault that the user passed in can depend on chance, and fire the next time.
      if (choice.injection === undefined && !hasFired(journal, choice)) continue
      firing.push({ choice, injection, journal })
      break
    }
  }
  return { firing, spent }
}

/** Each fault alone with its usual parameters: the first step of {@link tryEachAlone}. */
export function eachAlone(choices: readonly FaultChoice[], script: Script): Trial[] {
  return choices.map((choice) => inFirstRun([firstTriesOf(choice)[0]!], script))
}

function firstTriesOf({ fault, injection }: FaultChoice): readonly InjectionData[] {
  if (injection !== undefined) return [injection.toJSON()]
  const usual = { fault: fault.name, parameters: usualParameters(fault), trigger: {} }
  const parameters = insistentParameters(fault)
  if (parameters === undefined || JSON.stringify(parameters) === JSON.stringify(usual.parameters)) return [usual]
  return [usual, { ...usual, parameters }]
}

function hasFired({ calls }: Feedback, { fault }: FaultChoice): boolean {
  return calls.some(({ fired }) => fired.some((fire) => fire.fault === fault.name))
}

/** The faults that did not fire alone. */
export function silentAmong(choices: readonly FaultChoice[], firing: readonly FiringFault[]): FaultChoice[] {
  const fired = new Set(firing.map(({ choice }) => choice))
  return choices.filter((choice) => choice.injection === undefined && !fired.has(choice))
}

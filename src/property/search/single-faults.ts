import type { Journal } from '../../engine/model/journal.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import type { Trial } from '../trial/trial.ts'
import type { FaultChoice } from './fault-choices.ts'
import { insistentParameters, usualParameters } from './parameters/first-tries.ts'

/** A fault that fired when it was tried alone, and what the app did then. */
export interface FiringFault {
  readonly choice: FaultChoice
  readonly injection: InjectionData
  readonly journal: Journal
}

/** The trial of one fault alone. */
export function alone(injection: InjectionData): Trial {
  return { injections: [injection], variation: 0 }
}

/**
 * Tries each fault alone, on every call, and once more with its most insistent parameters if it did not fire.
 * @returns the faults that fired, and how many trials it took
 */
export function* tryEachAlone(
  choices: readonly FaultChoice[],
): Generator<Trial, { readonly firing: readonly FiringFault[]; readonly spent: number }, Journal> {
  const firing: FiringFault[] = []
  let spent = 0
  for (const choice of choices) {
    for (const injection of firstTriesOf(choice)) {
      spent++
      const journal = yield alone(injection)
      // An injection that was given can depend on chance, and fire the next time.
      if (choice.injection === undefined && !hasFired(journal, choice)) continue
      firing.push({ choice, injection, journal })
      break
    }
  }
  return { firing, spent }
}

function firstTriesOf({ fault, injection }: FaultChoice): readonly InjectionData[] {
  if (injection !== undefined) return [injection.toJSON()]
  const usual = { fault: fault.name, parameters: usualParameters(fault), trigger: {} }
  const parameters = insistentParameters(fault)
  return parameters === undefined ? [usual] : [usual, { ...usual, parameters }]
}

function hasFired({ calls }: Journal, { fault }: FaultChoice): boolean {
  return calls.some(({ fired }) => fired.some((fire) => fire.fault === fault.name))
}

/** The faults that did not fire alone. */
export function silentAmong(choices: readonly FaultChoice[], firing: readonly FiringFault[]): FaultChoice[] {
  const fired = new Set(firing.map(({ choice }) => choice))
  return choices.filter((choice) => choice.injection === undefined && !fired.has(choice))
}

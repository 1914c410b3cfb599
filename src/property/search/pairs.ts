import type { InjectionData } from '../../engine/plan/injection.ts'
import type { FaultChoice } from './fault-choices.ts'
import { inTurn } from './in-turn.ts'
import { insistentParameters, usualParameters } from './parameters/first-tries.ts'
import { silentAmong, type FiringFault } from './single-faults.ts'

/** Two faults at a time: both of those that fired alone, in turn with one that did and one that did not. */
export function pairsOf(choices: readonly FaultChoice[], firing: readonly FiringFault[]): InjectionData[][] {
  return inTurn([pairsOfFiring(firing), pairsWithSilent(silentAmong(choices, firing), firing)])
}

/** Every two faults, the first ones first: one after the other if the app calls again, otherwise both at once. */
function pairsOfFiring(firing: readonly FiringFault[]): InjectionData[][] {
  const both = firing.flatMap((one, index) => firing.slice(0, index).map((other): [FiringFault, FiringFault] => [other, one]))
  return both.map(([first, second]) =>
    first.journal.calls.length > 1 && first.choice.injection === undefined && second.choice.injection === undefined
      ? [
          { ...first.injection, trigger: { nth: 1 } },
          { ...second.injection, trigger: { nth: 2 } },
        ]
      : [first.injection, second.injection],
  )
}

/** Each fault that did not fire alone, with the fault that keeps the app busy longest, and the one that makes it call most often. */
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

function lastStart({ journal }: FiringFault): number {
  return journal.calls.at(-1)?.startedAt ?? 0
}

function highest(firing: readonly FiringFault[], measure: (fault: FiringFault) => number): FiringFault | undefined {
  return firing.toSorted((a, b) => measure(b) - measure(a))[0]
}

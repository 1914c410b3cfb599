import type { FaultChoice } from './fault-choices.ts'

/**
 * The order in which the choices are tried: one of each symptom, then the second of each, and so on. Faults with one symptom
 * look alike to a client.
 * @param choices in order of priority
 */
export function oneOfEachFirst(choices: readonly FaultChoice[]): FaultChoice[][] {
  const classes = Map.groupBy(choices, ({ fault, injection }) => (injection === undefined ? fault.shows : JSON.stringify(injection)))
  const most = Math.max(0, ...[...classes.values()].map(({ length }) => length))
  return Array.from({ length: most }, (_, rank) => [...classes.values()].flatMap((one) => one.slice(rank, rank + 1)))
}

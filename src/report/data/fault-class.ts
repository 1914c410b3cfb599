import type { Symptom } from '../../engine/model/fault-traits.ts'

/** A class of faults, as a column of a table. They look alike to a client. */
export interface FaultClass {
  readonly name: string
  readonly shows: readonly Symptom[]
}

/** All classes in the order of a call: before the answer, during it, in a complete answer. */
export const faultClasses: readonly FaultClass[] = [
  { name: 'Network error', shows: ['network-error'] },
  { name: 'Error response', shows: ['rate-limit', '5xx', '4xx-permanent'] },
  { name: 'Slow or silent', shows: ['silence', 'delay'] },
  { name: 'Truncated', shows: ['truncation', 'incomplete', 'stream-error', 'empty'] },
  { name: 'Garbled', shows: ['foreign-body', 'broken-json', 'scrambled', 'noise'] },
  { name: 'Tool calls, schema', shows: ['wrong-tool-call', 'wrong-structure', 'tool-failure'] },
  { name: 'Wrong answer', shows: ['refusal', 'wrong-content', 'wrong-vectors'] },
  { name: 'Usage, model name', shows: ['wrong-metadata'] },
  { name: 'Harmless', shows: ['nothing'] },
]

const classOfSymptom = new Map(faultClasses.flatMap(({ shows }, place) => shows.map((symptom) => [symptom, place] as const)))

/** The class of a fault's symptom, as a place in {@link faultClasses}. */
export function classOf(symptom: Symptom): number {
  return classOfSymptom.get(symptom)!
}

import { frequencies, symptoms } from '../../engine/model/fault-traits.ts'
import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { Property } from '../verdict/define-property.ts'

/** Whether a fault tends to break one of the properties that are asked for. */
export function breaksAny({ breaks }: FaultDefinition, properties: readonly Pick<Property, 'id'>[]): boolean {
  const asked = namesOf(properties)
  return breaks.some((property) => asked.has(property))
}

/** The names of properties, without their numbers. */
function namesOf(properties: readonly Pick<Property, 'id'>[]): ReadonlySet<string> {
  return new Set(properties.map(({ id }) => id.replace(/\(.*$/s, '')))
}

/** Where a fault is in the order, from what it says of itself: compared from left to right, the smallest first. */
function rankOf({ breaks, shows, frequency }: FaultDefinition, asked: ReadonlySet<string>): readonly number[] {
  const isAsked = breaks.some((property) => asked.has(property))
  return [isAsked ? 0 : 1, shows === 'nothing' ? 1 : 0, frequencies.indexOf(frequency), Object.keys(symptoms).indexOf(shows)]
}

/**
 * Faults in the order in which they are worth a try: first the ones that tend to break the properties that are asked for. Among
 * these come first the ones that production meets often, then the ones whose symptom trips most clients; the ones that show
 * nothing come last. Equals keep their order.
 */
export function byYield<Choice extends { readonly fault: FaultDefinition }>(
  choices: readonly Choice[],
  properties: readonly Pick<Property, 'id'>[],
): Choice[] {
  const asked = namesOf(properties)
  return choices
    .map((choice) => ({ choice, rank: rankOf(choice.fault, asked) }))
    .toSorted((one, other) => firstDifference(one.rank, other.rank))
    .map(({ choice }) => choice)
}

function firstDifference(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((number, index) => number !== other[index])
  return at === -1 ? 0 : one[at]! - other[at]!
}

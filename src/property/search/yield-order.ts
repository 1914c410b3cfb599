import { frequencies, symptoms } from '../../engine/model/fault-traits.ts'
import type { FaultDefinition } from '../../engine/model/fault.ts'
import type { Property } from '../verdict/define-property.ts'

/** Whether a fault tends to violate one of the given properties. */
export function breaksAny({ breaks }: FaultDefinition, properties: readonly Pick<Property, 'id'>[]): boolean {
  const asked = namesOf(properties)
  return breaks.some((property) => asked.has(property))
}

/** The names of properties, without their values. */
function namesOf(properties: readonly Pick<Property, 'id'>[]): ReadonlySet<string> {
  return new Set(properties.map(({ id }) => id.replace(/\(.*$/s, '')))
}

/** The rank of a fault, based on its definition: compared from left to right, the smallest first. */
function rankOf({ breaks, shows, frequency }: FaultDefinition, asked: ReadonlySet<string>): readonly number[] {
  const isAsked = breaks.some((property) => asked.has(property))
  return [isAsked ? 0 : 1, shows === 'nothing' ? 1 : 0, frequencies.indexOf(frequency), Object.keys(symptoms).indexOf(shows)]
}

/**
 * Faults in order of priority: first those that tend to violate the given properties. Among
 * these, first those that are frequent in production, then those whose symptom breaks most clients. Invisible ones
 * are last. Equal ones keep their order.
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

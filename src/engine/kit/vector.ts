import { randomFrom } from '../base/random.ts'

/** The numbers of a vector's JSON. What is no number there, such as NaN, is NaN; what is cut off is left out. */
export function numbersOf(json: string): number[] {
  return json
    .replace(/^\[|\]$/g, '')
    .split(',')
    .filter((number) => number.trim() !== '')
    .map(Number)
}

/** A vector as JSON, in the six digits that providers give. */
export function jsonOfVector(vector: readonly number[]): string {
  return `[${vector.map((number) => (Number.isNaN(number) ? 'NaN' : String(Number(number.toFixed(6))))).join(',')}]`
}

/** A vector of length 1 in the same direction. One of zeros has no direction, and stays. */
export function unitVector(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector)
  return length === 0 ? [...vector] : vector.map((number) => number / length)
}

/** How near two vectors of length 1 are: 1 for the same direction, 0 for nothing in common. */
export function similarity(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, number, index) => sum + number * (other[index] ?? 0), 0)
}

/**
 * The vector in the space of another model: what is near to each other in one is near in the other, and no vector of the one
 * means anything in the other. Its numbers change places and signs, the same for each vector of that space.
 */
export function inSpace(vector: readonly number[], space: string): number[] {
  const random = randomFrom(`space/${space}`)
  const places = vector.map((_, index) => index)
  for (let index = places.length - 1; index > 0; index--) {
    const other = random.integer(0, index)
    ;[places[index], places[other]] = [places[other]!, places[index]!]
  }
  return places.map((place) => vector[place]! * (random.chance(0.5) ? 1 : -1))
}

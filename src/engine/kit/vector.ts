import { randomFrom } from '../base/random.ts'

/**
 * Reads the numbers of a vector's JSON. Anything that is not a number becomes NaN.
 * @example
 * numbersOf('[0.6,0.8]') // => [0.6, 0.8]
 */
export function numbersOf(json: string): number[] {
  return json
    .replace(/^\[|\]$/g, '')
    .split(',')
    .filter((number) => number.trim() !== '')
    .map(Number)
}

/**
 * Writes a vector as JSON, with six decimals as providers do.
 * @example
 * jsonOfVector([1 / 3, 0]) // => '[0.333333,0]'
 */
export function jsonOfVector(vector: readonly number[]): string {
  return `[${vector.map((number) => String(Math.round(number * 1_000_000) / 1_000_000)).join(',')}]`
}

/**
 * Scales a vector to length 1. A vector of zeros stays as it is.
 * @example
 * unitVector([3, 4]) // => [0.6, 0.8]
 */
export function unitVector(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector)
  return length === 0 ? [...vector] : vector.map((number) => number / length)
}

/** Returns the similarity of two vectors of length 1: 1 for the same direction, 0 for nothing in common. */
export function similarity(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, number, index) => sum + number * (other[index] ?? 0), 0)
}

/**
 * Moves a vector into another model's space: distances within a space stay the same, vectors of two spaces are not comparable. Permutes the
 * numbers and flips signs, in the same way for every vector of a space.
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

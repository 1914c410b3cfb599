import { milliseconds, type Duration } from './duration.ts'
import { BrownoutError } from './errors.ts'
import { nearest } from './nearest.ts'
import { valueInWords } from './value-in-words.ts'
import { checkNames } from './wrong-value.ts'

/** What the value of an option must be. */
export interface Expectation {
  /** In words, such as `a text`. */
  readonly expected: string
  readonly accepts: (value: unknown) => boolean
  /** All valid values, if they are few texts: a message names the nearest. */
  readonly choices?: readonly string[]
}

/** What each option must be. */
export type OptionTable<Options> = { readonly [Name in keyof Required<Options>]: Expectation }

/** A text. */
export const text: Expectation = { expected: 'a text', accepts: (value) => typeof value === 'string' }

/** `true` or `false`. */
export const yesOrNo: Expectation = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' }

/** A whole number of at least `least`. */
export function wholeNumber(least: number): Expectation {
  return { expected: `a whole number of at least ${least}`, accepts: (value) => Number.isInteger(value) && Number(value) >= least }
}

/** A {@link Duration}. */
export const durationText: Expectation = {
  expected: 'milliseconds as a number of at least 0, or a text such as "250ms", "2s", "10m" or "1h"',
  accepts(value) {
    try {
      return milliseconds(value as Duration) >= 0
    } catch {
      return false
    }
  },
}

/** One of a few texts. */
export function oneOf(...choices: readonly string[]): Expectation {
  const all = choices.map((choice) => JSON.stringify(choice))
  const expected = all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
  return { expected, choices, accepts: (value) => choices.includes(value as string) }
}

/** A function. @param example of one, for the message */
export function functionLike(example: string): Expectation {
  return { expected: `a function, such as ${example}`, accepts: (value) => typeof value === 'function' }
}

/** A list. @param example of one, for the message */
export function listLike(example: string, accepts: (item: unknown) => boolean = () => true): Expectation {
  return { expected: `a list, such as ${example}`, accepts: (value) => Array.isArray(value) && value.every(accepts) }
}

/**
 * Checks an object of options: that it is one, that it has no unknown option, that none is missing, and each value.
 * @param what takes the options, such as `brownout()`
 * @param required names of options that must be there. Default: none
 * @throws BrownoutError that names the value, what was expected, and the nearest valid choice
 */
export function checkOptions<Options>(
  what: string,
  given: unknown,
  table: OptionTable<Options>,
  required: readonly (keyof Options & string)[] = [],
): void {
  // A mapped type over the options has exactly their names.
  const names = Object.keys(table) as (keyof Options & string)[]
  if (typeof given !== 'object' || given === null || Array.isArray(given) || given instanceof Promise)
    throw new BrownoutError(`${what} got ${valueInWords(given)} as its options: expected an object with ${names.join(', ')}.`)
  const options: Partial<Record<string, unknown>> = given
  checkNames(`${what} cannot read its options: it`, options, names)
  for (const name of names) {
    const value = options[name]
    const expectation: Expectation = table[name]
    if (value === undefined ? !required.includes(name) : expectation.accepts(value)) continue
    throw new BrownoutError(`${what} ${wrongValue(name, value, expectation)}`)
  }
}

function wrongValue(name: string, value: unknown, { expected, choices = [] }: Expectation): string {
  if (value === undefined) return `needs the option "${name}": expected ${expected}.`
  const meant = typeof value === 'string' ? nearest(value, choices) : undefined
  return `got ${valueInWords(value)} as its option "${name}": expected ${expected}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`
}

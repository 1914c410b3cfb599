import { milliseconds, type Duration } from './duration.ts'
import { BrownoutError } from './errors.ts'
import { nearest } from './nearest.ts'
import { valueInWords } from './value-in-words.ts'
import { checkNames } from './wrong-value.ts'

/** The valid values of an option. */
export interface Expectation {
  /** A noun phrase, such as `a text`. */
  readonly expected: string
  readonly accepts: (value: unknown) => boolean
  /** All valid values, if they are a few texts: an error message suggests the nearest. */
  readonly choices?: readonly string[]
}

/** The expectation for each option. */
export type OptionTable<Options> = { readonly [Name in keyof Required<Options>]: Expectation }

/** A text. */
export const text: Expectation = { expected: 'a text', accepts: (value) => typeof value === 'string' }

/** A text that is not empty. */
export const someText: Expectation = {
  expected: 'a text that is not empty',
  accepts: (value) => typeof value === 'string' && value.trim() !== '',
}

/** `true` or `false`. */
export const yesOrNo: Expectation = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' }

/** An integer of at least `least`, and at most `most`. */
export function wholeNumber(least: number, most = Infinity): Expectation {
  return {
    expected: most === Infinity ? `an integer of at least ${least}` : `an integer from ${least} to ${most.toLocaleString('en')}`,
    accepts: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  }
}

/** How many times faster than usual time passes. Beyond these limits dates and timers are not exact. */
export const speedLike: Expectation = {
  expected: 'a number from 0.001 to 1,000,000',
  accepts: (value) => typeof value === 'number' && value >= 0.001 && value <= 1_000_000,
}

/** How many calls a bounded journal holds. */
export const keepLike: Expectation = wholeNumber(1, 1_000_000)

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

/** One of the given texts. */
export function oneOf(...choices: readonly string[]): Expectation {
  const all = choices.map((choice) => JSON.stringify(choice))
  const expected = all.length === 1 ? all[0]! : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
  return { expected, choices, accepts: (value) => choices.includes(value as string) }
}

/** A function. @param example of a function, for the message */
export function functionLike(example: string): Expectation {
  return { expected: `a function, such as ${example}`, accepts: (value) => typeof value === 'function' }
}

/** A list. @param example of a list, for the message */
export function listLike(example: string, accepts: (item: unknown) => boolean = () => true): Expectation {
  return {
    expected: `a list, such as ${example}`,
    // Array.prototype.every skips items that are missing.
    accepts: (value) => Array.isArray(value) && Array.from<unknown>(value).every((item) => accepts(item)),
  }
}

/**
 * Checks a value.
 * @param what the function that takes the value, such as `answers.script()`
 * @throws BrownoutError that names the value and what was expected
 */
export function checkValue(what: string, value: unknown, expectation: Expectation): void {
  const { expected } = expectation
  if (!isAccepted(value, expectation)) throw new BrownoutError(`${what} got ${valueInWords(value)}: expected ${expected}.`)
}

/**
 * Checks an object of options: its type, unknown options, missing options, and each value.
 * @param what the function that takes the options, such as `brownout()`
 * @param required names of required options. Default: none
 * @throws BrownoutError that names the value, what was expected, and the nearest valid choice
 */
export function checkOptions<Options>(
  what: string,
  given: unknown,
  table: OptionTable<Options>,
  required: readonly (keyof Options & string)[] = [],
): void {
  checkTable(given, table, required, {
    what: `${what} got ${valueInWords(given)} as its options`,
    unknown: `${what} cannot read its options: it`,
    missing: (name) => `${what} needs the option "${name}"`,
    wrong: (name, value) => `${what} got ${value} as its option "${name}"`,
  })
}

/**
 * Checks an object that is an option, or an item of one.
 * @param what the path of the object, such as `answers.facts(): fact 2`
 * @param required names of required members. Default: none
 * @throws BrownoutError that names the value, what was expected, and the nearest valid choice
 */
export function checkMembers<Members>(
  what: string,
  given: unknown,
  table: OptionTable<Members>,
  required: readonly (keyof Members & string)[] = [],
): void {
  checkTable(given, table, required, {
    what: `${what} is ${valueInWords(given)}`,
    unknown: what,
    missing: (name) => `${what} has no "${name}"`,
    wrong: (name, value) => `${what} has ${value} as its "${name}"`,
  })
}

const anObject: Expectation = {
  expected: 'an object',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise),
}

/** Returns whether a value is valid. A value that throws when it is read, such as a revoked proxy, is not. */
function isAccepted(value: unknown, { accepts }: Expectation): boolean {
  try {
    return accepts(value)
  } catch {
    return false
  }
}

/** How messages about an object start. */
interface Wording {
  readonly what: string
  readonly unknown: string
  missing(name: string): string
  wrong(name: string, value: string): string
}

function checkTable<Members>(given: unknown, table: OptionTable<Members>, required: readonly string[], wording: Wording): void {
  const names = Object.keys(table)
  if (!isAccepted(given, anObject)) throw new BrownoutError(`${wording.what}: expected an object with ${names.join(', ')}.`)
  checkNames(wording.unknown, given, names)
  for (const [name, expectation] of Object.entries<Expectation>(table)) {
    const { expected, choices } = expectation
    const value: unknown = Reflect.get(given as object, name)
    if (value === undefined && required.includes(name)) throw new BrownoutError(`${wording.missing(name)}: expected ${expected}.`)
    if (value === undefined || isAccepted(value, expectation)) continue
    const meant = typeof value === 'string' ? nearest(value, choices ?? []) : undefined
    const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`
    throw new BrownoutError(`${wording.wrong(name, valueInWords(value))}: expected ${expected}.${hint}`)
  }
}

import { InvalidArgumentError } from 'commander'
import { milliseconds, type Duration } from '../engine/base/duration.ts'
import { BrownoutError } from '../engine/base/errors.ts'
import { someText, type Expectation } from '../engine/base/options.ts'

/** A reader of a command line text. Its errors are printed with the option. */
export function parsed<Value>(read: (text: string) => Value): (text: string) => Value {
  return (text) => {
    try {
      return read(text)
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message)
    }
  }
}

/**
 * Returns a reader of a number.
 * @throws BrownoutError if the text is not a decimal number that the expectation accepts
 */
export function numberOf({ expected, accepts }: Expectation): (text: string) => number {
  return (text) => {
    const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN
    if (!accepts(value)) throw new BrownoutError(`Expected ${expected}.`)
    return value
  }
}

/** Reads a text that is not empty. */
export function readText(text: string): string {
  if (!someText.accepts(text)) throw new InvalidArgumentError(`Expected ${someText.expected}.`)
  return text
}

/**
 * Reads a duration such as `30s`, in ms.
 * @throws BrownoutError if it is not one
 */
export function readDuration(text: string): number {
  return milliseconds(text as Duration)
}

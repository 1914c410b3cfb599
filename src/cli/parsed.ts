import { InvalidArgumentError } from 'commander'
import { milliseconds, type Duration } from '../engine/base/duration.ts'

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
 * Reads a duration such as `30s`, in ms.
 * @throws BrownoutError if it is not one
 */
export function readDuration(text: string): number {
  return milliseconds(text as Duration)
}

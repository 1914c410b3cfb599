import { BrownoutError } from '../base/errors.ts'
import { valueInWords } from '../base/value-in-words.ts'
import type { Call } from '../model/call.ts'

/** A condition in code: whether an injected fault fires on a call. */
export type Condition = (call: Call) => boolean

/**
 * Checks the condition of a `.when`. A promise is always true, so an asynchronous condition would match every call.
 * @throws BrownoutError if it is not a function, or is asynchronous. So does the returned function if it gets a promise.
 */
export function checkedCondition(fault: string, given: unknown): Condition {
  if (typeof given !== 'function')
    throw new BrownoutError(`Cannot inject "${fault}" .when(${valueInWords(given)}): expected a function from a call to true or false.`)
  if (given.constructor.name === 'AsyncFunction') throw asynchronous(fault, valueInWords(given))
  const condition = given as (call: Call) => unknown
  return (call) => {
    const matches = condition(call)
    if (matches instanceof Promise) throw asynchronous(fault, `${valueInWords(given)}, which returned a promise`)
    return Boolean(matches)
  }
}

function asynchronous(fault: string, given: string): BrownoutError {
  return new BrownoutError(
    `Cannot inject "${fault}" .when(${given}): a condition cannot be asynchronous. Expected a function that returns true or false at once, such as (call) => call.stream.`,
  )
}

import { BrownoutError } from '../base/errors.ts'
import { valueInWords } from '../base/value-in-words.ts'
import type { Call } from '../model/call.ts'

/** Whether an injection fires on a call, in code. */
export type Condition = (call: Call) => boolean

/**
 * The condition of a `.when`, checked: a promise is always true, so an asynchronous condition would match every call.
 * @throws BrownoutError if it is not a function, or an asynchronous one. So does the returned function if it gets a promise.
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

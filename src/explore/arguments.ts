import { BrownoutError } from '../engine/base/errors.ts'
import type { AppFunction } from '../own-app/app-module.ts'

/** The default argument of a function. */
const usualQuestion = 'Where is my parcel?'

/**
 * Reads the arguments that a function is called with.
 * @throws BrownoutError if the text is not a JSON array
 */
export function readArguments(text: string): readonly unknown[] {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    throw wrongArguments(text, error)
  }
  if (!Array.isArray(given)) throw wrongArguments(text)
  return given
}

/** The default arguments: a question if the function takes any argument. */
export function usualArguments(call: AppFunction): readonly unknown[] {
  return call.length === 0 ? [] : [usualQuestion]
}

function wrongArguments(text: string, cause?: unknown): BrownoutError {
  return new BrownoutError(
    `Cannot read --with ${text}: expected the arguments of the function as a JSON array, such as --with '["${usualQuestion}"]'.`,
    { cause },
  )
}

import { BrownoutError } from '../../engine/base/errors.ts'
import { valueInWords } from '../../engine/base/value-in-words.ts'
import type { Snapshot } from '../trial/snapshot.ts'

/** The user's own comparison: whether two values are equivalent. */
export type OwnComparison = (value: Snapshot, baselineValue: Snapshot) => boolean

/**
 * Wraps the user's comparison of values, and checks its results.
 * @throws BrownoutError when called, if it throws or returns something other than a boolean
 */
export function ownComparison(same: (value: unknown, baselineValue: unknown) => unknown): OwnComparison {
  return (value, baselineValue) => {
    const result = called(same, value, baselineValue)
    if (typeof result === 'boolean') return result
    throw new BrownoutError(`The function "same" of survives() returned ${valueInWords(result)}: expected true or false.`)
  }
}

function called(same: (value: unknown, baselineValue: unknown) => unknown, value: Snapshot, baselineValue: Snapshot): unknown {
  try {
    return same(value, baselineValue)
  } catch (error) {
    throw new BrownoutError(
      `The function "same" of survives() threw while it compared two values. It must accept any value that the app returns under faults: ${String(error)}`,
      { cause: error },
    )
  }
}

import { valueInWords } from './value-in-words.ts'

/** brownout was used in a way that it does not support. The message names the value, what was expected, and the nearest valid choice. */
export class BrownoutError extends Error {
  override readonly name: string = 'BrownoutError'
}

/**
 * A fault's own code threw: a bug in that fault, never a provider failure. The call gets an error that no client retries, and the test
 * fails with this error.
 */
export class FaultBugError extends BrownoutError {
  override readonly name = 'FaultBugError'
  readonly fault: string

  constructor(fault: string, stage: string, cause: unknown) {
    super(
      `The fault "${fault}" failed in its ${stage} stage. That is a bug in the fault, not a failure it injects: ${thrownInWords(cause)}`,
      {
        cause,
      },
    )
    this.fault = fault
  }
}

/** No value can satisfy a schema. This is not a bug: the test has to answer the call itself. */
export class UnanswerableError extends BrownoutError {
  override readonly name = 'UnanswerableError'
}

/** The answers of a user, such as a function or the module of `--answers`, threw or returned something else than an answer. */
export class AnswersError extends BrownoutError {
  override readonly name = 'AnswersError'
}

/** Converts anything thrown during a call to the error that the test fails with. */
export function asBug(error: unknown): BrownoutError {
  return error instanceof BrownoutError
    ? error
    : new BrownoutError(`brownout failed to answer this call: ${thrownInWords(error)}`, { cause: error })
}

/** The status of the response to a call that failed with an error. Clients do not retry on 400. */
export function statusOfBug(bug: BrownoutError): number {
  return bug instanceof AnswersError ? 500 : 400
}

/** The maximum number of characters of a thrown error in a message. */
const longest = 1_000

/** Formats anything thrown for an error message. */
export function thrownInWords(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : valueInWords(error)
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}...` : text
}

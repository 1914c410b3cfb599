/** Something was asked of brownout that it cannot do. The message names the value, what was expected, and the nearest valid choice. */
export class BrownoutError extends Error {
  override readonly name: string = 'BrownoutError'
}

/**
 * A fault's own code threw. This is a bug in that fault, never a provider's failure:
 * the call is answered in a way that no client retries, and the test fails with this error.
 */
export class FaultBugError extends BrownoutError {
  override readonly name = 'FaultBugError'
  readonly fault: string

  constructor(fault: string, stage: string, cause: unknown) {
    super(`The fault "${fault}" failed in its ${stage} stage. That is a bug in the fault, not a failure it injects: ${String(cause)}`, {
      cause,
    })
    this.fault = fault
  }
}

/** A schema asks for a value that cannot be made. That is not a bug: the app's test has to answer the call itself. */
export class UnanswerableError extends BrownoutError {
  override readonly name = 'UnanswerableError'
}

/** Whatever was thrown while a call was played, as the error that the test is to fail with. */
export function asBug(error: unknown): BrownoutError {
  return error instanceof BrownoutError ? error : new BrownoutError(`brownout could not play this call: ${String(error)}`, { cause: error })
}

import type { TestError } from 'vitest'
import type { StuckError } from '../time/index.ts'
import type { RunningTest } from './running-test.ts'

/** How vitest's timeout message begins. */
const timedOut = 'Test timed out in '

/** A test that can get stuck. This is reported once, without the errors that follow from it in the app and in vitest. */
export class StuckTest {
  readonly #task: RunningTest['task']
  /** A test that vitest retries still has the errors of earlier attempts. */
  readonly #errorsBefore: number
  #error: StuckError | undefined

  constructor({ task }: RunningTest) {
    this.#task = task
    this.#errorsBefore = task.result?.errors?.length ?? 0
  }

  /** Why it got stuck the first time. */
  get error(): StuckError | undefined {
    return this.#error
  }

  /** Records that it is stuck. Later errors follow from the first. */
  isStuck(error: StuckError): void {
    this.#error ??= error
  }

  /** Removes errors that follow from being stuck from the result: those caused by it, and the test's timeout. */
  dropConsequences(): void {
    const { result } = this.#task
    if (this.#error === undefined || result?.errors === undefined) return
    const { message } = this.#error
    const errors = result.errors.filter(
      (error, index) => index < this.#errorsBefore || !(error.message.startsWith(timedOut) || isCausedBy(error, message)),
    )
    result.errors = errors
  }
}

function isCausedBy(error: TestError, message: string): boolean {
  return error.message === message || (error.cause !== undefined && isCausedBy(error.cause, message))
}

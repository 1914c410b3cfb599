import type { TestError } from 'vitest'
import type { StuckError } from '../time/index.ts'
import type { RunningTest } from './running-test.ts'

/** How vitest begins the message of a test whose time is over. */
const timedOut = 'Test timed out in '

/** A test that can get stuck. Its failure is reported once and as itself, not also as what it brings about in the app and in vitest. */
export class StuckTest {
  readonly #task: RunningTest['task']
  /** A test that vitest tries again still has the errors of the times before. */
  readonly #errorsBefore: number
  #error: StuckError | undefined

  constructor({ task }: RunningTest) {
    this.#task = task
    this.#errorsBefore = task.result?.errors?.length ?? 0
  }

  /** Why it got stuck, the first time that it did. */
  get error(): StuckError | undefined {
    return this.#error
  }

  /** Notes that it is stuck. What happens after the first time follows from that. */
  isStuck(error: StuckError): void {
    this.#error ??= error
  }

  /** Takes errors that follow from being stuck out of the result: those that have it as their cause, and that the time of the test is over. */
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

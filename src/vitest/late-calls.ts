import net from 'node:net'
import { guardProviders } from '../intercept/guard.ts'
import { endedTest } from './scope.ts'

/** Marks a guarded process: vitest can load this module once per test file. */
const mark = Symbol.for('brownout.late-calls')

/** Blocks real provider calls left over from an earlier test with the fixture, while no other such test runs. */
export function guardLateCalls(): void {
  if (Reflect.has(net, mark)) return
  Object.defineProperty(net, mark, { value: true })
  guardProviders({
    isInForce: () => endedTest() !== undefined,
    get reason() {
      return lateCall(endedTest() ?? '')
    },
    report: ({ message }) => tellLateCall(message),
  })
}

/** Why a call is refused after the end of its test, in sentences. */
export function lateCall(test: string): string {
  return `It is a late call of the test "${test}", which has ended. Await the work that the test starts, or abort it.`
}

/** Prints that a late call was refused: the test has ended and can no longer fail. */
export function tellLateCall(message: string): void {
  // oxlint-disable-next-line no-console -- no test is left that could fail
  console.warn(`brownout: ${message}`)
}

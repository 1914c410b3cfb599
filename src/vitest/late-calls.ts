import net from 'node:net'
import { guardProviders } from '../intercept/guard.ts'
import { endedTest } from './scope.ts'

/** Marks a process that is guarded: vitest can load this module once for each test file. */
const mark = Symbol.for('brownout.late-calls')

/** Lets no call reach a provider for real that a test of the fixture has left behind, while no other test of it runs. */
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

/** Why a call is refused that comes after the end of its test, in sentences. */
export function lateCall(test: string): string {
  return `It is a late call of the test "${test}", which has ended. Await what the test starts, or abort it.`
}

/** Prints that a late call was refused: the test that could fail has ended. */
export function tellLateCall(message: string): void {
  // oxlint-disable-next-line no-console -- no test is left that could fail
  console.warn(`brownout: ${message}`)
}

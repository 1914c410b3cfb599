import { activeSession } from './session.ts'

/**
 * Runs a test, and ends virtual time that it began and left active. A test that ran out of time leaves it so: its function has not
 * ended, and every later test of the process would fail with it.
 */
export async function endingVirtualTime(run: () => Promise<void>): Promise<void> {
  const before = activeSession()
  try {
    await run()
  } finally {
    const left = activeSession()
    if (left !== before) left?.stop()
  }
}

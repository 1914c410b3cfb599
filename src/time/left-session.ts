import { activeSession } from './session.ts'

/**
 * Runs a test and ends virtual time that the test started and left active. A test that times out does that: its function has not ended,
 * and every later test of the process would fail.
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

import type { Clock } from '../../engine/model/clock.ts'
import { builtin } from '../../time/patches/patching.ts'
import { throwOutside } from '../../time/real-time.ts'
import type { Observation } from '../verdict/outcome.ts'

/**
 * Records the promises that reject without a handler. Other listeners still hear of them: a test runner still fails, and a
 * process without one still ends.
 * @returns a function that stops recording and returns what was heard
 */
export function hearRejections(clock: Clock): { stop(): Observation[] } {
  const heard: Observation[] = []
  const process = builtin<NodeJS.Process>('node:process')
  const hear = (error: unknown): void => {
    heard.push({ at: clock.now(), text: String(error) })
    // A listener keeps the process alive. If this is the only one, the error must still end the process.
    if (process?.listenerCount('unhandledRejection') === 1) throwOutside(error)
  }
  process?.on('unhandledRejection', hear)
  return {
    stop() {
      process?.off('unhandledRejection', hear)
      return heard
    },
  }
}

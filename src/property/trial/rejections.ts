import { nextInSequence } from '../../engine/base/sequence.ts'
import type { Clock } from '../../engine/model/clock.ts'
import { builtin } from '../../time/patches/patching.ts'
import type { Observation } from '../verdict/outcome.ts'

/**
 * Records the promises that reject without a handler. A test runner that listens receives them, too, and fails the test. In a
 * process without another listener, Node would exit at the first one. They are recorded instead, so that
 * the run is judged with them.
 * @returns a function that stops recording and returns the rejections
 */
export function hearRejections(clock: Clock): { stop(): Observation[] } {
  const heard: Observation[] = []
  const process = builtin<NodeJS.Process>('node:process')
  const hear = (error: unknown): void => void heard.push({ at: clock.now(), sequence: nextInSequence(), text: String(error) })
  process?.on('unhandledRejection', hear)
  return {
    stop() {
      process?.off('unhandledRejection', hear)
      return heard
    },
  }
}

import { nextInSequence } from '../../engine/base/sequence.ts'
import type { Clock } from '../../engine/model/clock.ts'
import { builtin } from '../../time/patches/patching.ts'
import type { Observation } from '../verdict/outcome.ts'

/**
 * Records the promises that reject without a handler. A test runner that listens hears of them, too, and fails the test. In a
 * process if nothing else listens, Node would exit at the first one: while the app is tried they are recorded instead, so that
 * the run is judged by them.
 * @returns a function that stops recording and returns what was heard
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

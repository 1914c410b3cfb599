import { idleInWords } from '../engine/run/idle-in-words.ts'
import type { IdleInjection } from '../engine/run/armed-injections.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'

/** Formats the faults of a run that never fired, each with the reason. */
export function unfiredInWords(idle: readonly IdleInjection[]): string[] {
  return idle.map(
    ({ injection, why }) =>
      `${injectionInWords(injection.toIncident())} never fired: ${idleInWords(why, injection.trigger)}. This test does not show how the app handles it. Change the trigger or the parameters, or allow it with withChaos({ unfiredFaults: 'ignore' }).`,
  )
}

import { idleInWords } from '../engine/run/idle-in-words.ts'
import type { Run } from '../engine/run/run.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'

/** Formats the faults of a run that never fired, each with the reason. */
export function unfiredInWords({ idle }: Pick<Run, 'idle'>): string[] {
  return idle.map(
    ({ injection, why }) =>
      `${injectionInWords(injection.toIncident())} never fired: ${idleInWords(why, injection.trigger)}. This test does not show how the app handles it. Change the trigger or the parameters, or allow it with withChaos({ unfiredFaults: 'ignore' }).`,
  )
}

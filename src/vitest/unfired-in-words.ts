import { idleInWords } from '../engine/run/idle-in-words.ts'
import type { IdleInjection } from '../engine/run/armed-injections.ts'
import type { Idleness } from '../engine/run/idleness.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'

/**
 * Formats the faults of a run that never fired, each with the reason and the fix.
 * @param isReplay whether the faults are those of an incident, which the test cannot change
 */
export function unfiredInWords(idle: readonly IdleInjection[], isReplay: boolean): string[] {
  return idle.map(
    ({ injection, why }) =>
      `${injectionInWords(injection.toIncident())} never fired: ${idleInWords(why, injection.trigger)}. This test does not show how the app handles it. ${isReplay ? replayRemedy : `${remedyFor(why)}, or allow it with withChaos({ unfiredFaults: 'ignore' }).`}`,
  )
}

const replayRemedy = 'Replay the incident with the test that it was kept for, and with the same app.'

function remedyFor(why: Idleness): string {
  return why.type === 'no-call' ? 'Make the app call a provider while the fault is injected' : 'Change the trigger or the parameters'
}

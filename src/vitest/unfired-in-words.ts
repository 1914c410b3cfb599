import { counted } from '../engine/base/counted.ts'
import type { Run } from '../engine/run/run.ts'
import { injectionInWords } from '../property/text/injection-in-words.ts'

/** Formats the faults of a run that never fired, each with the reason, as far as the calls show it. */
export function unfiredInWords(run: Run): string[] {
  const { length: calls } = run.journal.calls
  return run.armed
    .filter(({ hasFired }) => !hasFired)
    .map(
      ({ id, injection }) =>
        `${injectionInWords(injection.toIncident())} never fired: ${reason(calls, run.recording.chosenFor(id))}. This test does not show how the app handles it. Change the trigger or the parameters, or allow it with withChaos({ unfiredFaults: 'ignore' }).`,
    )
}

function reason(calls: number, matched: number): string {
  if (calls === 0) return 'no emulated provider was called'
  if (matched === 0) return `its trigger matched none of ${counted(calls, 'call')}`
  return `its trigger matched ${matched} of ${counted(calls, 'call')}, and it changed nothing there`
}

import type { JournalCall } from '../model/journal.ts'
import type { Injection } from '../plan/injection.ts'

/** How many of the calls an injection has hit. */
export function callsHit({ fault, parameters }: Injection, calls: readonly JournalCall[]): number {
  return calls.filter((call) => call.fired.some((fired) => fired.fault === fault.name && fired.parameters === parameters)).length
}

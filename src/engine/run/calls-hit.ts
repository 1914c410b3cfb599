import type { JournalCall } from '../model/journal.ts'
import type { Injection } from '../plan/injection.ts'

/** Returns the number of calls that an injection fired on. */
export function callsHit({ fault, parameters }: Injection, calls: readonly JournalCall[]): number {
  return calls.filter((call) => call.fired.some((fired) => fired.fault === fault.name && fired.parameters === parameters)).length
}

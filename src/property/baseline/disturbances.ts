import type { Injection, InjectionData } from '../../engine/plan/injection.ts'
import { readInjections } from '../trial/run-trial.ts'

/** What baseline runs need beside the app: another pace, and providers that are down for good. They are no part of a plan. */
export interface Disturbances {
  delayedBy(ms: number): readonly Injection[]
  down(provider: string): readonly Injection[]
}

/** Every response begins later, and providers answer with HTTP 500. */
export const disturbances: Disturbances = {
  delayedBy: (ms) => read({ fault: 'slow-first-token', parameters: { by: ms }, trigger: {} }),
  down: (provider) => read({ fault: 'server-error', parameters: {}, trigger: provider === 'all' ? {} : { for: [{ provider }] } }),
}

function read(injection: InjectionData): readonly Injection[] {
  return readInjections([injection], [])
}

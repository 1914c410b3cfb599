import type { Injection, InjectionData } from '../../engine/plan/injection.ts'
import { readInjections } from '../trial/run-trial.ts'

/** The faults of baseline runs, outside of any plan: another pace, and providers that are down permanently. */
export interface Disturbances {
  delayedBy(ms: number): readonly Injection[]
  /** @param target all providers if neither a provider nor a model is named */
  down(target: Target): readonly Injection[]
}

/** The target that is down in a baseline run: a provider, or one of its models. */
export interface Target {
  readonly provider?: string
  readonly model?: string
}

/** Every response begins later, and providers answer with HTTP 500. */
export const disturbances: Disturbances = {
  delayedBy: (ms) => read({ fault: 'slow-first-token', parameters: { by: ms }, trigger: {} }),
  down: (target) => read({ fault: 'server-error', parameters: {}, trigger: Object.keys(target).length === 0 ? {} : { for: [target] } }),
}

function read(injection: InjectionData): readonly Injection[] {
  return readInjections([injection], [])
}

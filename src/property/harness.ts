import { internalsOf, type Chaos } from '../brownout.ts'
import type { Incident } from '../engine/plan/incident.ts'
import type { Injection } from '../engine/plan/injection.ts'

/** One of several parts of a search, from 1. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** The line that runs the same search again. */
export function replayLineOf(chaos: Chaos, seed: string): string {
  return internalsOf(chaos).replayLine ?? `brownout({ seed: ${JSON.stringify(seed)}, ... }), then the same test again`
}

/** Which part of a search runs here. All of it if `undefined`. */
export function shardOf(chaos: Chaos): Shard | undefined {
  return internalsOf(chaos).shard
}

/** Writes an incident file, and returns the command that replays it. `undefined` if nothing here keeps incidents. */
export function keepIncident(chaos: Chaos, incident: Incident): string | undefined {
  return internalsOf(chaos).keepIncident?.(incident)
}

/** Injects faults in addition to the plan, also while an incident is replayed, when `chaos.inject` changes nothing. */
export function injectBesidePlan(chaos: Chaos, injections: readonly Injection[]): void {
  internalsOf(chaos).run().arm(injections)
}

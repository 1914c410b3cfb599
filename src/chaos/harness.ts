import type { RequestHandler } from 'msw'
import type { Incident } from '../engine/plan/incident.ts'

/** One of several parts of a search, from 1, if several machines share it. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** The environment of a `chaos` object: a test runner, or none. It provides features that options cannot and is fixed at creation. */
export interface Harness {
  /** Returns the command that repeats a run with a seed. */
  replayLine(seed: string): string
  /** The part of a search to run here. All of it if `undefined`. */
  readonly shard: Shard | undefined
  /**
   * Writes the incident file of a finding.
   * @param property the id of the violated property or check
   * @returns the command that replays it. `undefined` if it keeps none
   */
  keepIncident(incident: Incident, property: string): string | undefined
  /** The user's own MSW handlers, which run before the providers while `fetch` is intercepted. */
  readonly handlers: readonly RequestHandler[]
  /** Returns whether requests of the running code belong to this object, if several tests run at once. */
  isMine(): boolean
  /** Makes the next `import()` of a module load it again. Imports are not reloaded if `undefined`. */
  readonly forgetModules?: () => void | Promise<void>
  /** Reports remarks about a search without violations, one line each. They are dropped if `undefined`. */
  readonly remarked?: (lines: readonly string[]) => void
  /** Reports a client that tried to reach a provider past the network. `undefined` to record it in the journal. */
  readonly escaped?: (message: string) => void
}

/** No harness, for plain `brownout()`. */
export const bareHarness: Harness = {
  replayLine: (seed) => `brownout({ seed: ${JSON.stringify(seed)}, ... }), then the same test again`,
  shard: undefined,
  keepIncident: () => undefined,
  handlers: [],
  isMine: () => true,
}

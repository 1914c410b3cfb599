import type { RequestHandler } from 'msw'
import type { Incident } from '../engine/plan/incident.ts'

/** One of several parts of a search, from 1, if several machines share it. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** What a chaos is set up in: a test runner, or nothing. It knows what no option says, and is fixed when the chaos is created. */
export interface Harness {
  /** The command that runs the same again with a seed. */
  replayLine(seed: string): string
  /** Which part of a search is tried here. All of it if `undefined`. */
  readonly shard: Shard | undefined
  /** Writes an incident file, and returns the command that replays it. `undefined` if nothing is kept. */
  keepIncident(incident: Incident): string | undefined
  /** MSW handlers of the user's own, which go before the providers while `fetch` is intercepted. */
  readonly handlers: readonly RequestHandler[]
  /** Whether the running code is this chaos's to answer, if several tests run at once. */
  isMine(): boolean
  /** Lets the next `import()` of a module load it again. Imports are not loaded again if `undefined`. */
  readonly forgetModules?: () => void | Promise<void>
  /** Hears what was unusual in a search that found no violation, one line each. Nobody hears it if `undefined`. */
  readonly remarked?: (lines: readonly string[]) => void
  /** Hears of a client that tried to reach a provider past the network. `undefined` if the journal is to hold it. */
  readonly escaped?: (message: string) => void
}

/** No harness: what plain `brownout()` is set up in. */
export const bareHarness: Harness = {
  replayLine: (seed) => `brownout({ seed: ${JSON.stringify(seed)}, ... }), then the same test again`,
  shard: undefined,
  keepIncident: () => undefined,
  handlers: [],
  isMine: () => true,
}

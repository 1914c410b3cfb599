import type { RequestHandler, WebSocketHandler } from 'msw'
import type { Duration } from '../engine/base/duration.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Journal } from '../engine/model/journal.ts'
import type { Provider } from '../engine/model/provider.ts'
import type { Incident, ReadIncident } from '../engine/plan/incident.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { RecipePlay } from '../engine/plan/recipe.ts'
import type { ReplayReport } from '../engine/run/schedule.ts'
import type { IncidentOptions } from '../engine/run/write-incident.ts'

/** What a chaos is made of. */
export interface BrownoutOptions {
  /** Decides everything that is random: the same seed gives the same failures. `BROWNOUT_SEED` in the environment goes before it in the vitest fixture. */
  readonly seed?: string | number
  readonly providers: readonly Provider[]
  /** Where fault-free replies come from; what it leaves unanswered, the default answers. */
  readonly answers?: AnswerSource
  /** How fast replies arrive without a fault. Default: at once */
  readonly pace?: { readonly firstToken?: Duration; readonly perDelta?: Duration }
  /**
   * Plays an incident again, whatever is injected later: what {@link readIncident} gives, with its seed, its answers and the calls
   * that were hit; or injections alone, whose triggers decide.
   */
  readonly replay?: ReadIncident | readonly Injection[]
}

/** Providers under your control: what they answer, how they fail, and what happened. */
export interface Chaos {
  readonly seed: string
  readonly providers: readonly Provider[]
  /** For MSW: `setupServer(...chaos.handlers)`. */
  readonly handlers: readonly (RequestHandler | WebSocketHandler)[]
  /**
   * Answers whatever `fetch` asks of the providers, in any runner and in any runtime. In Node it also answers `node:http`, axios and
   * undici, and clients that were made before, and refuses every other connection to a model provider or gateway.
   * @returns a function that gives `fetch` back
   * @throws BrownoutError if virtual time is in force already
   * @example
   * const release = chaos.intercept()
   * await virtualTime(() => ask('Where is my parcel?'))
   * release()
   */
  intercept(): () => void
  /** Puts injections in force, after those that are. */
  inject(...injections: readonly Injection[]): void
  /**
   * Injects the faults of recipes, each from its own time on.
   * @example
   * chaos.play(anthropicOverloadWave({ intensity: 0.5 }))
   */
  play(...days: readonly RecipePlay[]): void
  /** What is in force, in order. */
  readonly injections: readonly Injection[]
  /** What is in force and has changed nothing so far. */
  readonly neverFired: readonly Injection[]
  readonly journal: Journal
  /**
   * The run as data that anyone can replay: the seed, the plan, for every call its question, its key, its place and what was at
   * work on it, what the model would have answered, and the journal with what was told. No headers of requests are in it; keys of
   * providers and authorization headers are taken out of every text.
   * @example
   * writeFileSync('incident.json', JSON.stringify(chaos.incident({ redact: [/[\w.]+@[\w.]+/], prompts: 'hash' })))
   */
  incident(options?: IncidentOptions): Incident
  /** Whether an incident is replayed: then `inject` changes nothing. */
  readonly isReplaying: boolean
  /** How the calls were found in the incident that is replayed, and what could not be. `undefined` if none is. */
  readonly replayReport: ReplayReport | undefined
  /** Forgets injections, state and journal; keeps the seed, or takes another. */
  reset(seed?: string | number): void
}

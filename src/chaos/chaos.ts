import type { RequestHandler, WebSocketHandler } from 'msw'
import type { Duration } from '../engine/base/duration.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Journal } from '../engine/model/journal.ts'
import type { Provider } from '../engine/model/provider.ts'
import type { Upstream } from '../engine/model/upstream.ts'
import type { Incident, ReadIncident } from '../engine/plan/incident.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { RecipePlay } from '../engine/plan/recipe.ts'
import type { ReplayReport } from '../engine/run/schedule.ts'
import type { IncidentOptions } from '../engine/run/write-incident.ts'
import type { BaseUrls } from '../upstream/http-upstream.ts'

/** What a chaos is made of. */
export interface BrownoutOptions {
  /** The source of all randomness: the same seed gives the same failures. In the vitest fixture, `BROWNOUT_SEED` in the environment overrides it. */
  readonly seed?: string | number
  readonly providers: readonly Provider[]
  /** The source of answers. Default answers are used for calls that it does not answer. */
  readonly answers?: AnswerSource
  /**
   * What answers instead of emulated providers, with faults on its genuine replies: base URLs of real providers, or of other servers
   * that speak as they do, by the names of providers; or replies that were recorded. Providers that it does not name are emulated.
   * Default: nothing, and no request leaves
   */
  readonly upstream?: BaseUrls | Upstream
  /**
   * How fast replies arrive without a fault, and how many tokens a delta of a stream has: some providers send several at once. A word
   * counts as a token. Default: at once, one token each
   */
  readonly pace?: { readonly firstToken?: Duration; readonly perDelta?: Duration; readonly tokensPerDelta?: number }
  /**
   * How many times faster than the app's time the providers' time passes: their waits, the waits that they ask for, phases of
   * recipes. The app's own timers stay as they are. No effect in virtual time. Default: 1
   */
  readonly speed?: number
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
   * Answers `fetch` calls to the providers, in any runner and runtime. In Node it also answers `node:http`, axios and
   * undici, and clients that were made before, and refuses every other connection to a model provider or gateway.
   * @returns a function that gives `fetch` back
   * @throws BrownoutError if virtual time is active already
   * @example
   * const release = chaos.intercept()
   * await virtualTime(() => ask('Where is my parcel?'))
   * release()
   */
  intercept(): () => void
  /** Adds injections, after those that are. */
  inject(...injections: readonly Injection[]): void
  /**
   * Injects the faults of recipes, each from its own time on.
   * @example
   * chaos.play(anthropicOverloadWave({ intensity: 0.5 }))
   */
  play(...days: readonly RecipePlay[]): void
  /** What is active, in order. */
  readonly injections: readonly Injection[]
  /** What is active and has changed nothing so far. */
  readonly neverFired: readonly Injection[]
  readonly journal: Journal
  /**
   * The run as data that anyone can replay: the seed, the plan, for every call its question, its key, its place and what was at
   * work on it, the answers of the model, and the journal with the answers that were received. No headers of requests are in it; keys of
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

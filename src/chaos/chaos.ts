import type { RequestHandler, WebSocketHandler } from 'msw'
import type { Duration } from '../engine/base/duration.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { Journal } from '../engine/model/journal.ts'
import type { Provider, ProviderStore } from '../engine/model/provider.ts'
import type { Upstream } from '../engine/model/upstream.ts'
import type { Incident, ReadIncident } from '../engine/plan/incident.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { RecipePlay } from '../engine/plan/recipe.ts'
import type { ReplayReport } from '../engine/run/schedule.ts'
import type { IncidentOptions } from '../engine/run/write-incident.ts'
import type { BaseUrls } from '../upstream/http-upstream.ts'

/** Options for `brownout()`. */
export interface BrownoutOptions {
  /** The source of all randomness: the same seed gives the same failures. The environment variable `BROWNOUT_SEED` overrides it in the vitest fixture. */
  readonly seed?: string | number
  readonly providers: readonly Provider[]
  /** The source of answers. Calls that it does not answer get default answers. */
  readonly answers?: AnswerSource
  /**
   * The servers that answer instead of emulated providers, with faults on their genuine replies: base URLs of real providers, or of
   * compatible servers, by provider name; or recorded replies. Providers that it does not name are emulated. Default: none, and no
   * request leaves
   */
  readonly upstream?: BaseUrls | Upstream
  /**
   * The speed of fault-free replies and the tokens per delta of a stream: some providers send several at once. A word counts as a token.
   * Default: at once, one token each
   */
  readonly pace?: { readonly firstToken?: Duration; readonly perDelta?: Duration; readonly tokensPerDelta?: number }
  /**
   * How many times faster provider time runs than app time. It applies to provider waits, requested waits and recipe phases, not to the
   * app's own timers. No effect in virtual time. Default: 1
   */
  readonly speed?: number
  /**
   * The most calls that the journal holds, for servers that run for a long time. It also holds at most 100,000,000 characters of requests
   * and answers. The oldest ended calls are dropped, with their entries in the incident file; `journal.dropped` has their number. Faults
   * do not depend on it, and `survives` ignores it. Default: all
   */
  readonly keep?: number
  /**
   * The run to replay: the result of {@link readIncident}, with its seed, its answers and its faults; or injected faults alone, whose
   * triggers decide. Faults that are injected later are ignored.
   */
  readonly replay?: ReadIncident | readonly Injection[]
}

/** The emulated providers of a test: their answers, their faults, and the journal. */
export interface Chaos {
  readonly seed: string
  readonly providers: readonly Provider[]
  /** For MSW: `setupServer(...chaos.handlers)`. */
  readonly handlers: readonly (RequestHandler | WebSocketHandler)[]
  /**
   * Answers `fetch` calls to the providers, in any runner and runtime. In Node it also answers `node:http`, axios, undici and clients that
   * were created before. There it also blocks every other connection to a model provider or gateway.
   * @returns a function that restores `fetch`
   * @throws BrownoutError if virtual time is already active
   * @example
   * const release = chaos.intercept()
   * await virtualTime(() => ask('Where is my parcel?'))
   * release()
   */
  intercept(): () => void
  /** Adds injected faults, after the active ones. */
  inject(...injections: readonly Injection[]): void
  /**
   * Injects the faults of recipes, each at its own time.
   * @example
   * chaos.play(anthropicOverloadWave({ intensity: 0.5 }))
   */
  play(...days: readonly RecipePlay[]): void
  /** The active injected faults, in order. */
  readonly injections: readonly Injection[]
  /** The active injected faults that have not fired. */
  readonly neverFired: readonly Injection[]
  readonly journal: Journal
  /**
   * Returns the state that a provider keeps in the current run, for the methods of providers that change while a test runs.
   * @throws BrownoutError if no provider here has the name
   */
  stateOf(provider: string): ProviderStore
  /**
   * Returns the run as data that can be replayed: the seed, the plan, the schedule (each call's prompt, key, position and faults), the
   * answers of the model, and the journal with the received answers. It contains no request headers. Provider keys and authorization
   * headers are removed from every text.
   * @example
   * writeFileSync('incident.json', JSON.stringify(chaos.incident({ redact: [/[\w.]+@[\w.]+/], prompts: 'hash' })))
   */
  incident(options?: IncidentOptions): Incident
  /** Whether an incident file is replayed, so that `inject` changes nothing. */
  readonly isReplaying: boolean
  /** How calls were matched with those of the replayed incident file. `undefined` without a replay. */
  readonly replayReport: ReplayReport | undefined
  /** Removes injected faults, state and journal. Keeps the seed, or sets another. */
  reset(seed?: string | number): void
}

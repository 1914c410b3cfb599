import type { RequestHandler } from 'msw'
import { defaultAnswers } from './answers/index.ts'
import type { AnswerSource } from './engine/model/answer.ts'
import { milliseconds, type Duration } from './engine/base/duration.ts'
import { BrownoutError } from './engine/base/errors.ts'
import { writeIncident, type IncidentOptions } from './engine/run/write-incident.ts'
import type { Incident, ReadIncident } from './engine/plan/incident.ts'
import { Injection } from './engine/plan/injection.ts'
import type { Journal } from './engine/model/journal.ts'
import { nearest } from './engine/base/nearest.ts'
import type { Provider } from './engine/model/provider.ts'
import type { RecipePlay } from './engine/plan/recipe.ts'
import { recordedAnswer } from './engine/run/recording.ts'
import { Run } from './engine/run/run.ts'
import type { ReplayReport } from './engine/run/schedule.ts'
import { handlersOf } from './msw/handlers.ts'
import { intercept } from './intercept/network.ts'
import { routerOf, type Router } from './gateway/router.ts'

/** What a chaos is made of. */
export interface BrownoutOptions {
  /** Decides everything that is random: the same seed gives the same failures. `BROWNOUT_SEED` in the environment goes before it in the vitest fixture. */
  readonly seed?: string | number
  readonly providers: readonly Provider[]
  /** Where undisturbed replies come from; what it leaves unanswered, the default answers. */
  readonly answers?: AnswerSource
  /** How fast undisturbed replies come. At once, where it is left out. */
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
  readonly handlers: readonly RequestHandler[]
  /**
   * Answers whatever `fetch` asks of the providers, in any runner and in any runtime, and refuses real connections to them.
   * In Node it answers clients that were made before, too.
   * @returns a function that gives `fetch` back
   * @throws BrownoutError where virtual time is in force already
   * @example
   * const release = chaos.intercept()
   * await virtualTime(() => ask('Where is my parcel?'))
   * release()
   */
  intercept(): () => void
  /** Puts injections in force, after those that are. */
  inject(...injections: readonly Injection[]): void
  /**
   * Puts the injections of bad days in force, each from the moment on that it says.
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
  /** How the calls were found in the incident that is replayed, and what could not be. `undefined` where none is. */
  readonly replayReport: ReplayReport | undefined
  /** Forgets injections, state and journal; keeps the seed, or takes another. */
  reset(seed?: string | number): void
}

/** What the rooms around the core need of a chaos, and its users do not. */
export interface ChaosInternals {
  readonly run: () => Run
  readonly router: Router
  /** The command that runs the same again, where whoever set the chaos up knows it. */
  replayLine?: string
  /** Which part of a search is tried here, from 1, where several machines share it. */
  shard?: { readonly index: number; readonly count: number }
  /** Writes an incident down, and gives the command that replays it, where whoever set the chaos up can. */
  keepIncident?: (incident: Incident) => string | undefined
}

const internals = new WeakMap<Chaos, ChaosInternals>()

/** @internal */
export function internalsOf(chaos: Chaos): ChaosInternals {
  const found = internals.get(chaos)
  if (found === undefined) throw new BrownoutError('Expected a chaos that brownout() made.')
  return found
}

/**
 * Sets up providers that answer, and fail, as they are told.
 * @throws BrownoutError where two providers share a base URL or a name.
 * @example
 * const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()] })
 */
export function brownout(options: BrownoutOptions): Chaos {
  const providers = distinct(options.providers)
  const replay = options.replay === undefined ? undefined : replayOf(options.replay)
  const own = options.answers === undefined ? defaultAnswers : firstOf(options.answers, defaultAnswers)
  const settings = {
    answers: replay === undefined ? own : asRecorded(replay, own),
    pace: { firstToken: milliseconds(options.pace?.firstToken ?? 0), perDelta: milliseconds(options.pace?.perDelta ?? 0) },
  }
  let seed = String(replay?.seed ?? options.seed ?? 'brownout')
  const begin = (): Run => new Run({ seed, ...settings, ...(replay === undefined ? {} : { replay }) })
  let run = begin()
  const router = routerOf(providers)
  const chaos: Chaos = {
    get seed() {
      return seed
    },
    providers,
    handlers: handlersOf(router, () => run),
    intercept: () =>
      intercept({
        handlers: chaos.handlers,
        knows: (url) => router.knows(url),
        escaped: ({ host, message }) => void run.journal.unhandled.push({ method: 'CONNECT', url: `https://${host}`, message }),
      }),
    inject(...injections) {
      for (const injection of injections) checkInjection(injection, providers)
      if (replay === undefined) run.arm(injections)
    },
    play(...days) {
      for (const day of days) checkDay(day, providers)
      chaos.inject(...days.flatMap((day) => day.injections))
    },
    get injections() {
      return run.armed.map((armed) => armed.injection)
    },
    get neverFired() {
      return run.neverFired
    },
    get journal() {
      return run.journal
    },
    incident: (options) => writeIncident(run, options),
    isReplaying: replay !== undefined,
    get replayReport() {
      return run.replayReport
    },
    reset(next) {
      if (replay === undefined) seed = String(next ?? seed)
      run = begin()
    },
  }
  internals.set(chaos, { run: () => run, router })
  return chaos
}

function firstOf(source: AnswerSource, fallback: AnswerSource): AnswerSource {
  return async (call, context) => {
    const answer = await source(call, context)
    // A source that speaks in words has nothing to say where vectors are asked for.
    const isMeant = call.operation === undefined || answer?.parts.some((part) => part.type === 'data') === true
    return (isMeant ? answer : undefined) ?? fallback(call, context)
  }
}

function replayOf(replay: ReadIncident | readonly Injection[]): Partial<ReadIncident> & Pick<ReadIncident, 'injections'> {
  return 'injections' in replay ? replay : { injections: replay }
}

/**
 * What was recorded goes before what the test's own source says. That is asked all the same, so that one which counts its
 * questions, such as a script, stays in step.
 */
function asRecorded({ answers = {} }: Partial<ReadIncident>, own: AnswerSource): AnswerSource {
  return async (call, context) => {
    const recorded = recordedAnswer(answers, call)
    const said = await own(call, context)
    return recorded ?? said
  }
}

function distinct(providers: readonly Provider[]): readonly Provider[] {
  const owners = new Map<string, string>()
  const names = new Set<string>()
  for (const { name, baseUrls } of providers) {
    if (names.has(name))
      throw new BrownoutError(
        `Cannot set up two providers named "${name}". Give one of them another name: ${name}({ name: '...', baseURL: '...' }).`,
      )
    names.add(name)
    for (const baseUrl of baseUrls) {
      const owner = owners.get(baseUrl)
      if (owner !== undefined)
        throw new BrownoutError(`Cannot set up "${owner}" and "${name}" both at ${baseUrl}. Give one of them another baseURL.`)
      owners.set(baseUrl, name)
    }
  }
  return providers
}

function checkInjection(injection: unknown, providers: readonly Provider[]): void {
  if (!(injection instanceof Injection)) {
    const hint = typeof injection === 'function' ? ' It is a function: call it, as in truncatedStream().' : ''
    throw new BrownoutError(
      `Cannot inject ${typeof injection === 'function' ? injection.name || 'a function' : JSON.stringify(injection)}: expected an injection, such as truncatedStream().first(2).${hint}`,
    )
  }
  for (const target of injection.trigger.for ?? []) {
    const names = providers.map((provider) => provider.name)
    const endpoints = providers.flatMap((provider) => provider.endpointNames)
    checkName(injection, target.provider, names, true)
    checkName(injection, target.endpoint, endpoints, true)
    checkName(injection, target.any, [...names, ...endpoints], false)
  }
}

function checkDay(day: unknown, providers: readonly Provider[]): void {
  const hint = typeof day === 'function' ? ' It is a function: call it, as in anthropicOverloadWave().' : ''
  if (!Array.isArray((day as Partial<RecipePlay> | null)?.injections))
    throw new BrownoutError(
      `Cannot play ${typeof day === 'function' ? day.name || 'a function' : JSON.stringify(day)}: expected a recipe's day, such as anthropicOverloadWave().${hint}`,
    )
  checkTargets(day as RecipePlay, providers)
}

/** A recipe names the provider that failed; an app may have another one, and an option for that. */
function checkTargets({ recipe, injections }: RecipePlay, providers: readonly Provider[]): void {
  const names = providers.map(({ name }) => name)
  const missing = injections
    .flatMap(({ trigger }) => trigger.for ?? [])
    .find(({ provider }) => provider !== undefined && !names.includes(provider))
  if (missing?.provider === undefined) return
  throw new BrownoutError(
    `Cannot play "${recipe.name}" on "${missing.provider}": it is not set up here. Play it on another provider by the option on: '${names[0] ?? 'openai'}'.`,
  )
}

/** A name that must be known, or one that may be a model's and is wrong only where it is a slip of a known one. */
function checkName(injection: Injection, name: string | undefined, known: readonly string[], mustBeKnown: boolean): void {
  if (name === undefined || known.includes(name)) return
  const meant = nearest(name, known)
  if (!mustBeKnown && (meant === undefined || /[*/\d]/.test(name))) return
  throw new BrownoutError(
    `Cannot inject "${injection.fault.name}" for "${name}": no such provider or endpoint here.${meant === undefined ? ` Expected one of: ${known.join(', ')}.` : ` Did you mean "${meant}"?`}`,
  )
}

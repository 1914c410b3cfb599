import type { AnswerSource } from '../model/answer.ts'
import type { Ask, Call } from '../model/call.ts'
import { installedClock, realClock, type CallsSoFar, type Clock } from '../model/clock.ts'
import type { Exchange, ProviderStore } from '../model/provider.ts'
import type { OpenServer } from '../model/server-link.ts'
import type { Upstream } from '../model/upstream.ts'
import { ArmedInjections, type ArmedInjection } from './armed-injections.ts'
import type { CallRecord } from './call-record.ts'
import { RunJournal } from './run-journal.ts'
import { keep } from '../base/keep.ts'
import { RecentMap, RecentSet } from '../base/recent.ts'
import { mostPerRequest } from './credential.ts'
import { randomFrom, type Random } from '../base/random.ts'
import { openCallInWords } from './open-call-in-words.ts'
import { Recording } from './recording.ts'
import type { RunOptions } from './run-options.ts'
import type { Pace } from '../model/reply.ts'
import { Schedule, type ReplayReport } from './schedule.ts'
import type { ScheduledCall } from '../plan/scheduled-call.ts'
import { singleRun, type Script } from '../plan/script.ts'

/** The content of a request, with values computed from it. */
export interface Asked extends Pick<Call, 'key' | 'inputTokens'> {
  readonly ask: Ask
}

/** The injections that act on one call. */
export interface Choice {
  readonly armed: readonly ArmedInjection[]
  /** The recorded call that it replays, if there is one. */
  readonly recorded: ScheduledCall | undefined
}

/** How much later a response begins in a run that has made too many calls, in ms. */
const lateness = 60_000

/**
 * How many different requests are counted, so that the memory of a run has a limit. It does not depend on the size of the journal: the same
 * calls get the same faults either way. A request that is repeated after that many others counts as a first attempt.
 */
const mostKeys = 20_000
/** How many fingerprints of models are kept instead of drawn again. */
const mostModels = 1_000
/** How many credentials are known at least, for redaction, if the journal is bounded: in any case those of the calls in it. */
const leastCredentials = 10_000

const unreachable: OpenServer = () => {
  throw new Error('This run connects to no tool servers.')
}

/** One run, from one reset to the next: its injections, its state and its journal. */
export class Run {
  readonly seed: string
  readonly answers: AnswerSource
  readonly pace: Pace
  readonly upstream: Upstream | undefined
  readonly reach: OpenServer
  readonly script: Script
  readonly journal: RunJournal
  readonly armed = new ArmedInjections()
  readonly recording = new Recording()
  /** Credentials that clients sent, for redaction. They never leave the process. */
  readonly credentials: RecentSet<string>
  readonly #schedule: Schedule | undefined
  readonly #attempts = new RecentMap<string, number>(mostKeys)
  readonly #realClock: Clock
  readonly #slowAfter: number
  readonly #memories = new Map<object, unknown>()
  readonly #stores = new Map<string, ProviderStore>()
  readonly #closing: (() => void)[] = []
  readonly #fingerprints = new RecentMap<string, string>(mostModels)
  readonly #silences = new Set<(error: Error) => void>()
  readonly #calls = (): CallsSoFar => {
    // A client listens as long as it likes, and waits for nothing.
    const { arrived, openCalls } = this.journal
    const open = [...openCalls].filter(({ call }) => call.listens !== true)
    return { ended: arrived - openCalls.size, open: open.map(openCallInWords) }
  }
  #scriptRun = 1
  #crashes = 0
  #isDown = false

  constructor(options: RunOptions) {
    this.seed = options.seed
    this.answers = options.answers
    this.pace = options.pace
    this.upstream = options.upstream
    this.#slowAfter = options.slowAfter ?? Infinity
    this.reach = options.reach ?? unreachable
    this.#realClock = realClock(options.speed)
    this.script = options.script ?? singleRun
    this.credentials = new RecentSet(options.keep === undefined ? Infinity : Math.max(leastCredentials, options.keep * mostPerRequest))
    this.journal = new RunJournal(options.seed, options.keep, this.credentials)
    const { replay } = options
    this.#schedule = replay?.schedule === undefined ? undefined : new Schedule(replay.schedule)
    if (replay !== undefined) this.armed.add(replay.injections, this.#schedule !== undefined)
  }

  /** The virtual clock if one is active, otherwise the real one. */
  get clock(): Clock {
    return installedClock() ?? this.#realClock
  }

  /** How many times faster provider time runs than client time. */
  get speed(): number {
    return this.clock.speed ?? 1
  }

  /** Returns the dates of a time on the clock, in milliseconds since 1970: the client's, and the provider store's. */
  datesOf(moment: number): Pick<Exchange, 'date' | 'arrivedAt'> {
    const { epoch } = this.clock
    return { date: epoch + moment / this.speed, arrivedAt: epoch + moment }
  }

  /** Starts a run of the script, from 1. Open calls stay in the run in which they started. */
  beginScriptRun(number: number): void {
    this.#scriptRun = number
    this.#isDown = false
  }

  /**
   * Crashes the app's process: it receives nothing more from its calls, and new calls reach no provider, until the next run of the script
   * starts.
   */
  crash(): void {
    this.#crashes++
    this.#isDown = true
    for (const { openDelivery } of this.journal.openCalls) openDelivery?.abandon()
  }

  /** How often the app's process has crashed. */
  get crashes(): number {
    return this.#crashes
  }

  /** Whether the app's process has crashed and was not restarted. */
  get isDown(): boolean {
    return this.#isDown
  }

  /** Numbers a call and places it in the run. */
  register(
    { ask, key, inputTokens }: Asked,
    place: Pick<Call, 'provider' | 'endpoint' | 'host' | 'credential' | 'trace' | 'overWebSocket'>,
  ): Call {
    const attempt = this.#attempts.get(key) ?? 0
    this.#attempts.set(key, attempt + 1)
    this.clock.askIfStuck?.(this.#calls)
    return {
      ...ask,
      ...place,
      key,
      attempt,
      index: this.journal.arrived,
      at: this.clock.now(),
      inRun: this.#scriptRun,
      inputTokens,
    }
  }

  /** How calls were matched with recorded ones in a replay. */
  get replayReport(): ReplayReport | undefined {
    return this.#schedule?.report
  }

  /** Returns the injections whose trigger, or whose schedule, selects a call. All draws are made here, before anything waits. */
  chooseFor(record: CallRecord, call: Call): Choice {
    const recorded = this.#schedule?.take(call)
    const armed = this.armed.selectFor(call, { recorded, random: (purpose) => this.random(purpose) })
    this.recording.chose(
      record,
      call,
      armed.map(({ id }) => id),
    )
    return { armed, recorded }
  }

  /** Returns how much later than usual the response to a call begins, in ms. */
  latenessOf({ index }: Pick<Call, 'index'>): number {
    return index < this.#slowAfter ? 0 : lateness
  }

  /** Returns how many calls to a provider are in flight. */
  inFlight(provider: string): number {
    let count = 0
    for (const { ending, call } of this.journal.openCalls)
      if (ending === undefined && call.provider === provider && call.listens !== true) count++
    return count
  }

  /** Returns the memory of an answer source in this run. */
  remember<Value>(owner: object, make: () => Value): Value {
    return keep(this.#memories, owner, make)
  }

  /** Returns the state of a provider in this run. Providers with one wire format do not share it. */
  storeOf(provider: string): ProviderStore {
    return keep(this.#stores, provider, (): ProviderStore => {
      const kept = new Map<object, unknown>()
      return { now: () => this.clock.epoch + this.clock.now(), keep: (owner, make) => keep(kept, owner, make) }
    })
  }

  /**
   * Registers a client that waits for an answer that never arrives.
   * @param broken called if the wait is ended early
   * @returns a function that unregisters the client, once it has disconnected
   */
  silence(broken: (error: Error) => void): () => void {
    this.#silences.add(broken)
    return () => void this.#silences.delete(broken)
  }

  /** Ends all endless waits with an error, so that a test that nothing else could wake ends. */
  breakSilence(error: Error): void {
    for (const broken of this.#silences) broken(error)
    this.#silences.clear()
  }

  /** Calls a function once the run is over. */
  whenOver(close: () => void): void {
    this.#closing.push(close)
  }

  /** Ends the open connections of the run, since another one begins. */
  end(): void {
    for (const close of this.#closing.splice(0)) close()
  }

  /** Returns the fingerprint of a model: the same throughout the run. */
  fingerprintOf(model: string): string {
    return keep(this.#fingerprints, model, () => `fp_${this.random(`fingerprint/${model}`).id(10, 'hexadecimal')}`)
  }

  /** Returns a stream of draws for one purpose. */
  random(purpose: string): Random {
    return randomFrom(`${this.seed}/${purpose}`)
  }
}

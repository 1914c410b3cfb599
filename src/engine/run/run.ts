import type { AnswerSource } from '../model/answer.ts'
import type { Ask, Call } from '../model/call.ts'
import { installedClock, realClock, type CallsSoFar, type Clock } from '../model/clock.ts'
import type { Exchange, ProviderStore } from '../model/provider.ts'
import type { Upstream } from '../model/upstream.ts'
import type { Injection } from '../plan/injection.ts'
import type { CallRecord } from './call-record.ts'
import { RunJournal } from './run-journal.ts'
import { keep } from '../base/keep.ts'
import { randomFrom, type Random } from '../base/random.ts'
import { nearer, type Idleness } from './idleness.ts'
import { openCallInWords } from './open-call-in-words.ts'
import { Recording } from './recording.ts'
import type { Pace } from '../model/reply.ts'
import { Schedule, type ReplayReport } from './schedule.ts'
import type { ScheduledCall } from '../plan/scheduled-call.ts'
import { singleRun, type Script } from '../plan/script.ts'
import { mismatchOf } from '../plan/trigger.ts'

/** An injection that is active in a run, with what the run knows of it. */
export interface ArmedInjection {
  readonly injection: Injection
  /** Its name in the seed: the fault and how many of that fault came before it, so that other faults can come and go. */
  readonly id: string
  /** What the fault remembers. */
  readonly state: unknown
  /** How many calls came within its trigger's reach. */
  count: number
  hasFired: boolean
  /** Why it has not fired so far. */
  idle: Idleness
  /** Whether a recorded schedule says whom it fires, and not its trigger. */
  readonly isScheduled: boolean
  /** Whether it was lifted: then it fires on no later call. It stays in the run, for the incident and for the seeds of others. */
  isLifted: boolean
}

/** An injection that has changed nothing. */
export interface IdleInjection {
  readonly injection: Injection
  readonly why: Idleness
}

/** What a request asks, with what follows from that alone. */
export interface Asked extends Pick<Call, 'key' | 'inputTokens'> {
  readonly ask: Ask
}

/** What is at work on one call. */
export interface Choice {
  readonly armed: readonly ArmedInjection[]
  /** What the draws for the call are named by: its own key and attempt, or those of the recorded call that it represents. */
  readonly stream: string
}

/** What a run is made of. */
export interface RunOptions {
  readonly seed: string
  readonly answers: AnswerSource
  readonly pace: Pace
  /** What answers instead of the answer source, if it takes a call. Default: nothing does */
  readonly upstream?: Upstream | undefined
  /** How many times faster than the world's time the providers' time passes. Virtual time has a speed of its own. Default: 1 */
  readonly speed?: number | undefined
  /** How the task is run, for the incident. Default: once */
  readonly script?: Script | undefined
  /** Adds injections again: those that fired, on the calls that they hit, if there is a schedule. */
  readonly replay?: {
    readonly injections: readonly Injection[]
    readonly schedule?: readonly ScheduledCall[] | undefined
    readonly script?: Script | undefined
  }
}

const ended: Idleness = { type: 'ended' }
const unscheduled: Idleness = { type: 'unscheduled' }

/** One run: what is in force, what is remembered, and what has happened, from a reset to the next. */
export class Run {
  readonly seed: string
  readonly answers: AnswerSource
  readonly pace: Pace
  readonly upstream: Upstream | undefined
  readonly script: Script
  readonly journal: RunJournal
  readonly armed: ArmedInjection[] = []
  readonly recording = new Recording()
  /** What clients sent as credentials, to be removed from what is written down. It never leaves the process. */
  readonly credentials = new Set<string>()
  readonly #schedule: Schedule | undefined
  readonly #attempts = new Map<string, number>()
  readonly #realClock: Clock
  readonly #memories = new Map<object, unknown>()
  readonly #stores = new Map<string, ProviderStore>()
  readonly #fingerprints = new Map<string, string>()
  readonly #silences = new Set<(error: Error) => void>()
  readonly #calls = (): CallsSoFar => {
    const open = this.journal.calls.filter(({ ending }) => ending === undefined || ending === 'hung')
    return { ended: this.journal.calls.length - open.length, open: open.map(openCallInWords) }
  }
  /** The calls that had not ended when they were last counted, in the first part of the journal. */
  #open: CallRecord[] = []
  #looked = 0
  #scriptRun = 1
  #crashes = 0
  #isDown = false

  constructor(options: RunOptions) {
    this.seed = options.seed
    this.answers = options.answers
    this.pace = options.pace
    this.upstream = options.upstream
    this.#realClock = realClock(options.speed)
    this.script = options.script ?? singleRun
    this.journal = new RunJournal(options.seed)
    const { replay } = options
    this.#schedule = replay?.schedule === undefined ? undefined : new Schedule(replay.schedule)
    if (replay !== undefined) this.#arm(replay.injections, this.#schedule !== undefined)
  }

  /** The virtual clock where one is active, else the world's. */
  get clock(): Clock {
    return installedClock() ?? this.#realClock
  }

  /** How many times faster the providers' time passes than the clients'. */
  get speed(): number {
    return this.clock.speed ?? 1
  }

  /** The dates of a moment on the clock, in milliseconds since 1970: as a client has it, and as a provider's store counts. */
  datesOf(moment: number): Pick<Exchange, 'date' | 'arrivedAt'> {
    const { epoch } = this.clock
    return { date: epoch + moment / this.speed, arrivedAt: epoch + moment }
  }

  /** Puts injections in force, after those that are. */
  arm(injections: readonly Injection[]): void {
    this.#arm(injections, false)
  }

  #arm(injections: readonly Injection[], isScheduled: boolean): void {
    for (const injection of injections) {
      const { fault, parameters } = injection
      const ordinal = this.armed.filter((other) => other.injection.fault.name === fault.name).length
      const id = `${fault.name}#${ordinal}`
      this.armed.push({
        injection,
        id,
        state: fault.state?.(parameters),
        count: 0,
        hasFired: false,
        idle: { type: 'no-call' },
        isScheduled,
        isLifted: false,
      })
    }
  }

  /** The injections that can still fire, in order. */
  get active(): readonly ArmedInjection[] {
    return this.armed.filter(({ isLifted }) => !isLifted)
  }

  /** The injections that have changed nothing. */
  get neverFired(): Injection[] {
    return this.idle.map(({ injection }) => injection)
  }

  /** The injections that have changed nothing, each with the reason. */
  get idle(): IdleInjection[] {
    return this.armed.filter((armed) => !armed.hasFired).map(({ injection, idle }) => ({ injection, why: idle }))
  }

  /** From now on, calls begin in this run of the script, from 1. Calls that are open stay in the run in which they began. */
  beginScriptRun(number: number): void {
    this.#scriptRun = number
    this.#isDown = false
  }

  /** The process of the app crashes: it hears nothing more of its calls, and those that it still makes reach nobody, until the next run of the script begins. */
  crash(): void {
    this.#crashes++
    this.#isDown = true
    for (const { openDelivery } of this.journal.calls) openDelivery?.abandon()
  }

  /** How often the process of the app has crashed. */
  get crashes(): number {
    return this.#crashes
  }

  /** Whether the process of the app has crashed, and no other has been started. */
  get isDown(): boolean {
    return this.#isDown
  }

  /** Numbers a call and gives it its place in the run. */
  register({ ask, key, inputTokens }: Asked, place: Pick<Call, 'provider' | 'endpoint' | 'host' | 'credential' | 'overWebSocket'>): Call {
    const attempt = this.#attempts.get(key) ?? 0
    this.#attempts.set(key, attempt + 1)
    this.clock.askIfStuck?.(this.#calls)
    return {
      ...ask,
      ...place,
      key,
      attempt,
      index: this.journal.calls.length,
      at: this.clock.now(),
      inRun: this.#scriptRun,
      inputTokens,
    }
  }

  /** How the calls were found in what was recorded, where that is replayed. */
  get replayReport(): ReplayReport | undefined {
    return this.#schedule?.report
  }

  /** The injections whose trigger, or whose schedule, fires on a call. All draws are made here, before anything waits. */
  chooseFor(call: Call): Choice {
    const recorded = this.#schedule?.take(call)
    const armed = this.active.filter((each) => {
      const missed = each.isScheduled ? this.#missedIn(recorded, each) : this.#missedBy(each, call)
      each.idle = nearer(each.idle, missed ?? ended)
      return missed === undefined
    })
    this.recording.chose(
      call,
      armed.map(({ id }) => id),
    )
    return { armed, stream: `${recorded?.key ?? call.key}/${recorded?.key === undefined ? call.attempt : recorded.attempt}` }
  }

  #missedIn(recorded: ScheduledCall | undefined, { id }: ArmedInjection): Idleness | undefined {
    return recorded?.chosen.includes(id) === true ? undefined : unscheduled
  }

  #missedBy(armed: ArmedInjection, call: Call): Idleness | undefined {
    const { trigger, condition } = armed.injection
    if (condition !== undefined && !condition(call)) return { type: 'unmatched', by: 'when' }
    const by = mismatchOf(
      trigger,
      call,
      () => ++armed.count,
      (purpose) => this.random(`fire/${armed.id}/${purpose}`),
    )
    return by === undefined ? undefined : { type: 'unmatched', by }
  }

  /** How many calls to a provider are being answered now. */
  inFlight(provider: string): number {
    // What has ended stays so, and a long run has many times more of it than of what is open.
    this.#open = [...this.#open, ...this.journal.calls.slice(this.#looked)].filter((call) => call.ending === undefined)
    this.#looked = this.journal.calls.length
    return this.#open.reduce((count, call) => count + (call.provider === provider ? 1 : 0), 0)
  }

  /** What an answer source remembers through the run. */
  remember<Value>(owner: object, make: () => Value): Value {
    return keep(this.#memories, owner, make)
  }

  /** What a provider keeps through the run. Providers of one dialect do not share it. */
  storeOf(provider: string): ProviderStore {
    const known = this.#stores.get(provider)
    if (known !== undefined) return known
    const kept = new Map<object, unknown>()
    const store: ProviderStore = {
      now: () => this.clock.epoch + this.clock.now(),
      keep: (owner, make) => keep(kept, owner, make),
    }
    this.#stores.set(provider, store)
    return store
  }

  /**
   * Notes a client that waits for an answer which never comes.
   * @param broken hears of it if the silence is ended by force
   * @returns a function that forgets the client, once it has left
   */
  silence(broken: (error: Error) => void): () => void {
    this.#silences.add(broken)
    return () => void this.#silences.delete(broken)
  }

  /** Ends all silence with an error, so that a test which nothing else could wake comes to its end. */
  breakSilence(error: Error): void {
    for (const broken of this.#silences) broken(error)
    this.#silences.clear()
  }

  /** The fingerprint that goes with a model: the same throughout the run. */
  fingerprintOf(model: string): string {
    const known = this.#fingerprints.get(model)
    if (known !== undefined) return known
    const fingerprint = `fp_${this.random(`fingerprint/${model}`).id(10, 'hexadecimal')}`
    this.#fingerprints.set(model, fingerprint)
    return fingerprint
  }

  /** A stream of draws for one purpose. */
  random(purpose: string): Random {
    return randomFrom(`${this.seed}/${purpose}`)
  }
}

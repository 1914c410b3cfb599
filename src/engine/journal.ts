import type { Call } from './call.ts'
import type { BrownoutError } from './errors.ts'
import type { FrameRole } from './frame.ts'
import { isPermanent, type Problem, type ProblemKind } from './problem.ts'
import type { FinishReason, Usage } from './reply.ts'

/**
 * How a call ended: `complete` with its terminal event; `cut` by a clean end without one, or by an error event;
 * `reset` by a broken connection; `aborted` by the client; `hung` in silence that nobody has ended;
 * `refused` by an HTTP error. `undefined` while it runs.
 */
export type CallEnding = 'complete' | 'cut' | 'reset' | 'aborted' | 'hung' | 'refused'

/** A fault that has really changed something about a call. */
export interface Strike {
  readonly fault: string
  readonly params: Readonly<Record<string, unknown>>
  /** Milliseconds on the clock. */
  readonly at: number
}

/** A run of frames of one role, from the first to the last, in milliseconds on the clock. */
export interface FrameRun {
  readonly role: FrameRole
  readonly count: number
  readonly from: number
  readonly to: number
}

/** A run that may still go on. */
type OpenFrameRun = { -readonly [Name in keyof FrameRun]: FrameRun[Name] }

/** What the client was told instead of an answer, or in the middle of one. */
export interface ReportedProblem {
  readonly kind: ProblemKind
  readonly permanent: boolean
  /** Milliseconds that the client was asked to wait. */
  readonly retryAfter?: number
}

/** One wire call, as the journal tells it. All times are milliseconds on the clock. */
export interface JournalCall {
  readonly provider: string
  readonly endpoint: string
  readonly host: string
  readonly model: string
  readonly stream: boolean
  readonly key: string
  readonly attempt: number
  readonly struck: readonly Strike[]
  readonly startedAt: number
  readonly firstByteAt: number | undefined
  readonly endedAt: number | undefined
  readonly status: number | undefined
  readonly ending: CallEnding | undefined
  readonly problem: ReportedProblem | undefined
  readonly finish: FinishReason | undefined
  /** What the model would have answered undisturbed, as text. `undefined` where it was never asked. */
  readonly truth: string | undefined
  /** What really reached the client, as text. */
  readonly told: string
  /** The model that really answered, whatever the reply says. */
  readonly answeredBy: string | undefined
  readonly usage: Usage | undefined
  /** How many text or tool-argument events reached the client. */
  readonly deltas: number
  readonly frames: readonly FrameRun[]
  readonly notes: readonly string[]
  /** What the app asked. Not part of the journal's JSON form. */
  readonly call: Call
}

/** A request that brownout refused, since nothing was set up to answer it. */
export interface UnhandledRequest {
  readonly method: string
  readonly url: string
  readonly message: string
}

const piecesPerBlock = 256

/** What the JSON of a call holds, in this order. */
const written = [
  ...(['provider', 'endpoint', 'host', 'model', 'stream', 'key', 'attempt', 'struck', 'startedAt', 'firstByteAt', 'endedAt'] as const),
  ...(['status', 'ending', 'problem', 'finish', 'truth', 'told', 'answeredBy', 'usage', 'deltas', 'frames', 'notes'] as const),
] satisfies readonly (keyof JournalCall)[]

/** Writes down one call as it happens. */
export class CallRecord implements JournalCall {
  readonly call: Call
  readonly struck: Strike[] = []
  readonly frames: OpenFrameRun[] = []
  readonly notes: string[] = []
  firstByteAt: number | undefined
  endedAt: number | undefined
  status: number | undefined
  ending: CallEnding | undefined
  problem: ReportedProblem | undefined
  finish: FinishReason | undefined
  truth: string | undefined
  answeredBy: string | undefined
  usage: Usage | undefined
  deltas = 0
  #told = ''
  #pieces: string[] = []

  constructor(call: Call) {
    this.call = call
  }

  get provider(): string {
    return this.call.provider
  }
  get endpoint(): string {
    return this.call.endpoint
  }
  get host(): string {
    return this.call.host
  }
  get model(): string {
    return this.call.model
  }
  get stream(): boolean {
    return this.call.stream
  }
  get key(): string {
    return this.call.key
  }
  get attempt(): number {
    return this.call.attempt
  }
  get startedAt(): number {
    return this.call.at
  }

  get told(): string {
    if (this.#pieces.length > 0) {
      this.#told += this.#pieces.join('')
      this.#pieces = []
    }
    return this.#told
  }

  strike(fault: string, params: Readonly<Record<string, unknown>>, at: number): void {
    if (this.struck.some((strike) => strike.fault === fault && strike.params === params)) return
    this.struck.push({ fault, params, at })
  }

  report(problem: Problem): void {
    this.problem = {
      kind: problem.kind,
      permanent: isPermanent(problem),
      ...(problem.retryAfter === undefined ? {} : { retryAfter: problem.retryAfter }),
    }
  }

  /** A frame has arrived. Runs of one role are one entry, so that a long stream costs no memory. */
  arrive(role: FrameRole, told: string | undefined, at: number): void {
    this.firstByteAt ??= at
    if (told !== undefined) this.#tell(told)
    if (role === 'delta') this.deltas++
    const last = this.frames.at(-1)
    if (last?.role === role) {
      last.count++
      last.to = at
    } else this.frames.push({ role, count: 1, from: at, to: at })
  }

  end(ending: CallEnding, at: number): void {
    if (this.ending !== undefined && this.ending !== 'hung') return
    this.ending = ending
    this.endedAt = at
  }

  toJSON(): Omit<JournalCall, 'call'> {
    return Object.fromEntries(written.map((name) => [name, this[name]])) as unknown as Omit<JournalCall, 'call'>
  }

  #tell(text: string): void {
    this.#pieces.push(text)
    if (this.#pieces.length >= piecesPerBlock) void this.told
  }
}

/** All that happened in a run. */
export interface Journal {
  readonly seed: string
  /** Every call, in order of arrival. */
  readonly calls: readonly JournalCall[]
  /** Requests that nothing was set up to answer. */
  readonly unhandled: readonly UnhandledRequest[]
  /** Faults whose own code threw. */
  readonly bugs: readonly BrownoutError[]
  /** The stable form: calls in order of time, then key, then attempt, so that it does not depend on how concurrent calls interleave. */
  toJSON(): { readonly seed: string; readonly calls: readonly Omit<JournalCall, 'call'>[]; readonly unhandled: readonly UnhandledRequest[] }
}

/** The journal of one run, as it is being written. */
export class RunJournal implements Journal {
  readonly seed: string
  readonly calls: CallRecord[] = []
  readonly unhandled: UnhandledRequest[] = []
  readonly bugs: BrownoutError[] = []

  constructor(seed: string) {
    this.seed = seed
  }

  toJSON(): ReturnType<Journal['toJSON']> {
    const calls = this.calls
      .toSorted((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.attempt - b.attempt))
      .map((call) => call.toJSON())
    return { seed: this.seed, calls, unhandled: this.unhandled }
  }
}

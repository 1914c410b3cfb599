import { appended } from '../base/appended.ts'
import type { Call } from '../model/call.ts'
import { nextInSequence } from '../base/sequence.ts'
import { withoutBody, type Frame, type Head } from '../model/frame.ts'
import type { CallEnding, FrameRun, JournalCall, ReportedProblem, FiredFault, TriedModel } from '../model/journal.ts'
import type { Problem } from '../model/problem.ts'
import { inProviderTime } from './client-time.ts'
import { EvenSample } from './even-sample.ts'
import type { RecordedCall } from './recording.ts'
import { ReceivedText } from './received-text.ts'
import { isPermanent } from '../kit/problem.ts'
import type { FinishReason, Usage } from '../model/reply.ts'
import type { RunEffect, ToolEffect } from '../model/tool-run.ts'

/** A run that can still continue. */
type OpenFrameRun = { -readonly [Name in keyof FrameRun]: FrameRun[Name] }

/** The empty list that records share. `appended` copies it. */
const none: never[] = []
/** The maximum number of delta times kept per call. */
const mostDeltaTimes = 256

/** The members of a call's JSON, in this order. */
const written = [
  ...([
    'provider',
    'endpoint',
    'host',
    'model',
    'stream',
    'key',
    'attempt',
    'inRun',
    'fired',
    'startedAt',
    'firstByteAt',
    'endedAt',
  ] as const),
  ...([
    'status',
    'ending',
    'problem',
    'finish',
    'truth',
    'received',
    'answeredBy',
    'tried',
    'usage',
    'executed',
    'exitedAt',
    'resumedAt',
    'deltas',
    'frames',
    'notes',
  ] as const),
] satisfies readonly (keyof JournalCall)[]

/** Endings of an incomplete body. */
const unread: ReadonlySet<CallEnding> = new Set<CallEnding>(['reset', 'hung'])

/** Records one call as it happens. */
export class CallRecord implements JournalCall, RecordedCall {
  readonly call: Call
  readonly recorded: RecordedCall['recorded']
  fired: FiredFault[] = none
  frames: OpenFrameRun[] = none
  notes: string[] = none
  firstByteAt: number | undefined
  endedAt: number | undefined
  readonly #began = nextInSequence()
  #ended: number | undefined
  reportsModel = false
  status: number | undefined
  ending: CallEnding | undefined
  problem: ReportedProblem | undefined
  finish: FinishReason | undefined
  truth: string | undefined
  answeredBy: string | undefined
  tried: readonly TriedModel[] | undefined
  usage: Usage | undefined
  executed: boolean | undefined
  effect: RunEffect | undefined
  exitedAt: number | undefined
  resumedAt: number | undefined
  deltas = 0
  readonly #deltaTimes = new EvenSample(mostDeltaTimes)
  /**
   * The delivery of an open call. This reference keeps it from being garbage collected with a response that the client has dropped: a later
   * abort of the client would go unnoticed.
   */
  openDelivery: { abandon(): void; abort(): void } | undefined
  readonly #received = new ReceivedText()
  #lastRun: OpenFrameRun | undefined

  readonly #hearEnd: (call: CallRecord) => void

  /**
   * @param hearEnd called when the call ends
   * @param whole the call in the journal that it is a part of. Default: none
   */
  constructor(call: Call, hearEnd: (call: CallRecord) => void = () => {}, whole?: RecordedCall) {
    this.call = call
    this.#hearEnd = hearEnd
    this.recorded = whole?.recorded ?? { choices: none, answers: none }
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
  get inRun(): number | undefined {
    return this.call.inRun === 1 ? undefined : this.call.inRun
  }
  get startedAt(): number {
    return this.call.at
  }

  get sequence(): NonNullable<JournalCall['sequence']> {
    return { began: this.#began, ended: this.#ended }
  }

  get deltaTimes(): readonly number[] {
    return this.#deltaTimes.all
  }

  get received(): string {
    return this.#received.text
  }

  fire(fault: string, parameters: Readonly<Record<string, unknown>>, at: number): void {
    if (this.fired.some((other) => other.fault === fault && other.parameters === parameters)) return
    this.fired = appended(this.fired, { fault, parameters, at })
  }

  /** Adds a line about the call. */
  note(text: string): void {
    this.notes = appended(this.notes, text)
  }

  /** Records that the tool of the call runs now. */
  run(effect: ToolEffect | undefined, at: number): void {
    this.executed = true
    if (effect !== undefined) this.effect = { ...effect, at, sequence: nextInSequence() }
  }

  /** Records that the status and headers have arrived. */
  begin({ status, problem, isExpected }: Head, at: number): void {
    this.status = status
    if (problem !== undefined) this.#report(problem)
    // The status of an error is enough: clients that retry discard its body unread.
    if ((status >= 400 && isExpected !== true) || problem !== undefined) this.end('refused', at)
    else if (withoutBody.has(status)) this.end('complete', at)
  }

  /** Records that bytes have arrived in which these frames end. */
  receive(frames: readonly Frame[], at: number): void {
    this.firstByteAt ??= at
    for (const frame of frames) {
      this.#arrive(frame, at)
      if (frame.problem !== undefined) this.#report(frame.problem)
      if (frame.completes === true) this.end('complete', at)
      // An error event ends a stream, even if the client closes it first: SDKs throw and abort the rest.
      else if (frame.role === 'problem') this.end('truncated', at)
    }
  }

  end(ending: CallEnding, at: number): void {
    // A client that cannot read the body of an error might not learn that a retry will not help: SDKs report a lost connection.
    if (this.ending === 'refused' && unread.has(ending) && this.problem !== undefined) this.problem = { ...this.problem, permanent: false }
    if (this.ending !== undefined && this.ending !== 'hung') return
    this.ending = ending
    this.endedAt = at
    this.#ended = nextInSequence()
    // Called before the delivery is released: a client that crashes now must not receive the end.
    this.#hearEnd(this)
    if (ending !== 'hung') this.openDelivery = undefined
  }

  /** Records that the rest of the answer has arrived over another stream. */
  resume(received: string, at: number): void {
    if (this.ending === 'complete' || this.resumedAt !== undefined) return
    this.resumedAt = at
    this.#received.add(received, this.truth)
  }

  toJSON(): Omit<JournalCall, 'call' | 'sequence' | 'reportsModel' | 'deltaTimes' | 'effect'> {
    return Object.fromEntries(written.map((name) => [name, this[name]])) as unknown as Omit<
      JournalCall,
      'call' | 'sequence' | 'reportsModel' | 'deltaTimes' | 'effect'
    >
  }

  #report(told: Problem): void {
    const problem = inProviderTime(told)
    this.problem = {
      kind: problem.kind,
      // With a success status, even in a stream, a client cannot see that a retry will not help.
      permanent: isPermanent(problem) && (this.status === undefined || this.status >= 400),
      ...(problem.about === undefined ? {} : { about: problem.about }),
      ...(problem.retryAfter === undefined ? {} : { retryAfter: problem.retryAfter }),
    }
  }

  /** Consecutive frames of one role are one entry, so that a long stream uses no memory. */
  #arrive({ role, received, data }: Frame, at: number): void {
    if (!this.reportsModel && this.answeredBy !== undefined) this.reportsModel = data.includes(this.answeredBy)
    if (received !== undefined) this.#received.add(received, this.truth)
    if (role === 'delta') {
      this.deltas++
      this.#deltaTimes.add(at)
    }
    const last = this.#lastRun
    if (last?.role === role) {
      last.count++
      last.to = at
    } else this.frames = appended(this.frames, (this.#lastRun = { role, count: 1, from: at, to: at }))
  }
}

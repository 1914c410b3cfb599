import type { Call } from '../model/call.ts'
import type { BrownoutError } from '../base/errors.ts'
import { redactionOf } from '../base/redaction.ts'
import type { Dropped, Journal, UnhandledRequest } from '../model/journal.ts'
import { CallCounts } from './call-counts.ts'
import { CallRecord } from './call-record.ts'
import { textsOfCredentials } from './credential.ts'

/**
 * How many characters the calls, and the blocked requests, of a bounded journal can have: their requests and answers. Images and files
 * count, since they are a part of the request.
 */
const mostCharacters = 100_000_000

/** How many characters the record of a call or a request takes about, in addition to its texts. */
const perRecord = 1_500

/** The journal of one run, while it is written. */
export class RunJournal implements Journal {
  readonly seed: string
  readonly calls: CallRecord[] = []
  readonly unhandled: UnhandledRequest[] = []
  readonly bugs: BrownoutError[] = []
  readonly #keep: number
  readonly #credentials: Iterable<string>
  readonly #most: number
  readonly #open = new Set<CallRecord>()
  /** Of each call in a bounded journal. */
  readonly #lengths = new Map<CallRecord, number>()
  #lengthOfCalls = 0
  #lengthOfUnhandled = 0
  readonly #droppedCalls = new CallCounts()
  #droppedUnhandled = 0
  readonly #hear: ((call: CallRecord) => void)[] = []
  readonly #hearEnd: ((call: CallRecord) => void)[] = []
  readonly #hearRefusal: ((request: UnhandledRequest) => void)[] = []

  /**
   * @param keep the most calls, and the most blocked requests, that it holds, up to 100,000,000 characters. The oldest calls that have
   * ended are dropped. Default: all, of any length
   * @param credentials those that clients have sent, which its JSON form is without
   */
  constructor(seed: string, keep = Infinity, credentials: Iterable<string> = []) {
    this.seed = seed
    this.#keep = keep
    this.#most = keep === Infinity ? Infinity : mostCharacters
    this.#credentials = credentials
  }

  get dropped(): Dropped | undefined {
    const dropped = { calls: this.#droppedCalls.total, unhandled: this.#droppedUnhandled }
    return dropped.calls + dropped.unhandled === 0 ? undefined : dropped
  }

  /** The counts of all calls, also of those that were dropped. */
  get counts(): CallCounts {
    return this.#droppedCalls.and(CallCounts.of(this.calls))
  }

  /** How many calls have arrived. */
  get arrived(): number {
    return this.calls.length + this.#droppedCalls.total
  }

  /** How many requests were blocked. */
  get refused(): number {
    return this.unhandled.length + this.#droppedUnhandled
  }

  /** How many characters it takes about; 0 if it is not bounded. */
  get size(): number {
    if (this.#most === Infinity) return 0
    return this.#lengthOfCalls + this.#lengthOfUnhandled + perRecord * (this.calls.length + this.unhandled.length)
  }

  /** Drops the oldest calls that have ended, and the oldest blocked requests, until it takes at most so many characters. */
  shrink(most: number): void {
    while (this.size > most && this.#dropOldest()) continue
    while (this.size > most && this.unhandled.length > 0) this.#dropRefusal()
  }

  /** The calls that have not ended, and those whose client still waits for an answer that never arrives. */
  get openCalls(): ReadonlySet<CallRecord> {
    return this.#open
  }

  /** Calls a listener with each call as it arrives, in the client's asynchronous context. */
  hear(listener: (call: CallRecord) => void): void {
    this.#hear.push(listener)
  }

  /** Calls a listener with each call as it ends. */
  hearEnds(listener: (call: CallRecord) => void): void {
    this.#hearEnd.push(listener)
  }

  /** Records a blocked request. */
  refuse(request: UnhandledRequest): void {
    this.unhandled.push(request)
    this.#lengthOfUnhandled += lengthOf(request)
    while (this.unhandled.length > this.#keep || this.#lengthOfUnhandled > this.#most) this.#dropRefusal()
    for (const hear of this.#hearRefusal) hear(request)
  }

  /** Records a blocked client that tried to reach a provider past the network. */
  refuseConnection({ host, message }: { readonly host: string; readonly message: string }): void {
    this.refuse({ method: 'CONNECT', url: `https://${host}`, message })
  }

  /** Calls a listener with each blocked request. */
  hearRefusals(listener: (request: UnhandledRequest) => void): void {
    this.#hearRefusal.push(listener)
  }

  /** Records a fault whose own code threw. */
  report(bug: BrownoutError): void {
    if (this.bugs.includes(bug)) return
    this.bugs.push(bug)
    if (this.bugs.length > this.#keep) this.bugs.shift()
  }

  /**
   * Starts the record of a call.
   * @param length how many characters its request has. Default: 0
   */
  open(call: Call, length = 0): CallRecord {
    const record = new CallRecord(call, this.#ended)
    this.calls.push(record)
    this.#open.add(record)
    this.#addLength(record, length)
    this.#dropExcess()
    for (const hear of this.#hear) hear(record)
    return record
  }

  /** Without secrets: a model can repeat those that a client has sent. */
  toJSON(): ReturnType<Journal['toJSON']> {
    return redactionOf({ credentials: textsOfCredentials(this.#credentials) })(this.entries())
  }

  /** The stable form as it is, with secrets that texts contain. */
  entries(): ReturnType<Journal['toJSON']> {
    const calls = this.calls
      .toSorted((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.attempt - b.attempt))
      .map((call) => call.toJSON())
    const { seed, unhandled, dropped } = this
    return { seed, calls, unhandled, ...(dropped === undefined ? {} : { dropped }) }
  }

  /** One function for all records: a server can have thousands of open calls. */
  readonly #ended = (call: CallRecord): void => {
    for (const hear of this.#hearEnd) hear(call)
    if (call.ending === 'hung') return
    this.#open.delete(call)
    this.#addLength(call, call.received.length + (call.truth ?? '').length)
    this.#dropExcess()
  }

  #addLength(call: CallRecord, length: number): void {
    if (this.#most === Infinity) return
    this.#lengths.set(call, (this.#lengths.get(call) ?? 0) + length)
    this.#lengthOfCalls += length
  }

  #dropExcess(): void {
    while ((this.calls.length > this.#keep || this.#lengthOfCalls > this.#most) && this.#dropOldest()) continue
  }

  /** Drops the oldest call that has ended. Returns whether there was one. */
  #dropOldest(): boolean {
    const place = this.calls.findIndex((call) => !this.#open.has(call))
    if (place === -1) return false
    const call = this.calls.splice(place, 1)[0]!
    this.#lengthOfCalls -= this.#lengths.get(call) ?? 0
    this.#lengths.delete(call)
    this.#droppedCalls.add(call)
    return true
  }

  #dropRefusal(): void {
    this.#lengthOfUnhandled -= lengthOf(this.unhandled.shift()!)
    this.#droppedUnhandled++
  }
}

function lengthOf({ url, message }: UnhandledRequest): number {
  return url.length + message.length
}

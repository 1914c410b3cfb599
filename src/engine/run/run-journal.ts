import type { Call } from '../model/call.ts'
import type { BrownoutError } from '../base/errors.ts'
import type { Journal, UnhandledRequest } from '../model/journal.ts'
import { CallRecord } from './call-record.ts'

/** The journal of one run, as it is being written. */
export class RunJournal implements Journal {
  readonly seed: string
  readonly calls: CallRecord[] = []
  readonly unhandled: UnhandledRequest[] = []
  readonly bugs: BrownoutError[] = []
  #hear: (call: CallRecord) => void = () => {}
  #hearEnd: (call: CallRecord) => void = () => {}
  #hearRefusal: (request: UnhandledRequest) => void = () => {}

  constructor(seed: string) {
    this.seed = seed
  }

  /** Calls a listener with each call as it arrives, in the asynchronous context of the client that makes it. */
  hear(listener: (call: CallRecord) => void): void {
    this.#hear = listener
  }

  /** Calls a listener with each call as it ends. */
  hearEnds(listener: (call: CallRecord) => void): void {
    this.#hearEnd = listener
  }

  /** Writes down a request that nothing was set up to answer. */
  refuse(request: UnhandledRequest): void {
    this.unhandled.push(request)
    this.#hearRefusal(request)
  }

  /** Writes down that a client tried to reach a provider past the network, and was refused. */
  refuseConnection({ host, message }: { readonly host: string; readonly message: string }): void {
    this.refuse({ method: 'CONNECT', url: `https://${host}`, message })
  }

  /** Calls a listener with each request that nothing was set up to answer. */
  hearRefusals(listener: (request: UnhandledRequest) => void): void {
    this.#hearRefusal = listener
  }

  /** Begins the record of a call. */
  open(call: Call): CallRecord {
    const record = new CallRecord(call, (ended) => this.#hearEnd(ended))
    this.calls.push(record)
    this.#hear(record)
    return record
  }

  toJSON(): ReturnType<Journal['toJSON']> {
    const calls = this.calls
      .toSorted((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.attempt - b.attempt))
      .map((call) => call.toJSON())
    return { seed: this.seed, calls, unhandled: this.unhandled }
  }
}

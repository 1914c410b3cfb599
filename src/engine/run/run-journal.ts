import type { Call } from '../model/call.ts'
import type { BrownoutError } from '../base/errors.ts'
import type { Journal, UnhandledRequest } from '../model/journal.ts'
import { CallRecord } from './call-record.ts'

/** The journal of one run, while it is written. */
export class RunJournal implements Journal {
  readonly seed: string
  readonly calls: CallRecord[] = []
  readonly unhandled: UnhandledRequest[] = []
  readonly bugs: BrownoutError[] = []
  readonly #hear: ((call: CallRecord) => void)[] = []
  readonly #hearEnd: ((call: CallRecord) => void)[] = []
  readonly #hearRefusal: ((request: UnhandledRequest) => void)[] = []

  constructor(seed: string) {
    this.seed = seed
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

  /** Starts the record of a call. */
  open(call: Call): CallRecord {
    const record = new CallRecord(call, (ended) => {
      for (const hear of this.#hearEnd) hear(ended)
    })
    this.calls.push(record)
    for (const hear of this.#hear) hear(record)
    return record
  }

  toJSON(): ReturnType<Journal['toJSON']> {
    const calls = this.calls
      .toSorted((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.attempt - b.attempt))
      .map((call) => call.toJSON())
    return { seed: this.seed, calls, unhandled: this.unhandled }
  }
}

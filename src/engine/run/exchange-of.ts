import type { Random } from '../base/random.ts'
import type { Call } from '../model/call.ts'
import type { Exchange } from '../model/provider.ts'
import type { CallRecord } from './call-record.ts'
import { limitsInClientTime } from './client-time.ts'
import type { Run } from './run.ts'
import type { ShownLimits } from './shown-limits.ts'

/** What an exchange is made of. */
interface Given extends Pick<Exchange, 'call' | 'request' | 'store' | 'batch' | 'failedModels'> {
  readonly limits: ShownLimits
}

/** Returns the context with which an endpoint writes a response, with its own random draws and the time of the call. */
export function exchangeOf(run: Run, given: Given): Exchange {
  return new ExchangeOfCall(run, given)
}

/** A class, since a server can have thousands of open calls, and the functions of each one need memory. */
class ExchangeOfCall implements Exchange {
  readonly call: Call
  readonly request: Exchange['request']
  readonly random: Random
  readonly store: Exchange['store']
  readonly date: number
  readonly arrivedAt: number
  readonly batch?: NonNullable<Exchange['batch']>
  readonly failedModels?: NonNullable<Exchange['failedModels']>
  readonly #limits: ShownLimits
  readonly #run: Run

  constructor(run: Run, { call, request, store, batch, failedModels, limits }: Given) {
    const { date, arrivedAt } = run.datesOf(call.at)
    this.call = call
    this.request = request
    this.random = run.random(`ids/${call.key}/${call.attempt}`)
    this.store = store
    this.date = date
    this.arrivedAt = arrivedAt
    if (batch !== undefined) this.batch = batch
    if (failedModels !== undefined) this.failedModels = failedModels
    this.#limits = limits
    this.#run = run
  }

  get limits(): Exchange['limits'] {
    return limitsInClientTime(this.#limits.all, this.#run.speed)
  }

  abort(call: Call): void {
    find(this.#run.journal.openCalls, call)?.openDelivery?.abort()
  }

  answers(call: Call, received: string): void {
    find(this.#run.journal.calls, call)?.resume(received, this.#run.clock.now())
  }
}

function find(records: Iterable<CallRecord>, { index }: Call): CallRecord | undefined {
  for (const record of records) if (record.call.index === index) return record
  return undefined
}

import type { Call } from '../model/call.ts'
import type { Random } from '../base/random.ts'
import type { FaultContext, FaultDefinition } from '../model/fault.ts'
import type { ScheduledCall } from '../plan/scheduled-call.ts'
import { nearer, type Idleness } from './idleness.ts'
import type { CallRecord } from './call-record.ts'
import type { ArmedInjection } from './armed-injections.ts'
import type { Run } from './run.ts'
import type { ShownLimits } from './shown-limits.ts'
import type { ActiveInjection, ActiveInjections } from './stages.ts'

/** The input that injections act on. */
interface ActedOn {
  readonly call: Call
  readonly limits: ShownLimits
}

/** Selects the injections that act on a call and records their effects. All draws are made here, when the call arrives. */
export function activeInjections(run: Run, record: CallRecord, { call, limits }: ActedOn): ActiveInjections {
  const { armed, recorded } = run.chooseFor(record, call)
  const place: Place = { run, record, call, limits, recorded }
  return armed.map((each) => new ActingInjection(each, place))
}

/** The place of an injection: a run, a call and its record. */
interface Place extends ActedOn {
  readonly run: Run
  readonly record: CallRecord
  /** The recorded call that it replays, if there is one. */
  readonly recorded: ScheduledCall | undefined
}

class ActingInjection implements ActiveInjection {
  readonly context: FaultContext
  readonly #armed: ArmedInjection
  readonly #place: Place
  #isMissed = false

  constructor(armed: ArmedInjection, place: Place) {
    this.#armed = armed
    this.#place = place
    this.context = new ContextOfCall(armed, place)
  }

  get fault(): FaultDefinition {
    return this.#armed.injection.fault
  }

  fires(): void {
    const { fault, parameters } = this.#armed.injection
    const { record, run } = this.#place
    this.#armed.hasFired = true
    record.fire(fault.name, parameters, run.clock.now())
  }

  missed(why: Idleness): void {
    if (!this.#isMissed) this.#armed.idle = nearer(this.#armed.idle, why)
    this.#isMissed = true
  }
}

/** Makes its functions when a fault takes them: few faults do, and a server can have thousands of open calls. */
class ContextOfCall implements FaultContext {
  readonly #armed: ArmedInjection
  readonly #place: Place
  #random: Random | undefined

  constructor(armed: ArmedInjection, place: Place) {
    this.#armed = armed
    this.#place = place
  }

  get random(): Random {
    const { run, call, recorded } = this.#place
    // A replayed call has the draws of the recorded one.
    const { key, attempt } = recorded?.key === undefined ? call : { key: recorded.key, attempt: recorded.attempt }
    this.#random ??= run.random(`${this.#armed.id}/${key}/${attempt}`)
    return this.#random
  }
  get call(): Call {
    return this.#place.call
  }
  get parameters(): unknown {
    return this.#armed.injection.parameters
  }
  get state(): unknown {
    return this.#armed.state
  }
  get now(): FaultContext['now'] {
    return () => this.#place.run.clock.now()
  }
  get inFlight(): FaultContext['inFlight'] {
    return () => this.#place.run.inFlight(this.#place.call.provider)
  }
  get drawnFor(): FaultContext['drawnFor'] {
    return (purpose) => this.#place.run.random(`${this.#armed.id}/for/${purpose}`)
  }
  get note(): FaultContext['note'] {
    return (text) => this.#place.record.note(`${this.#armed.injection.fault.name}: ${text}`)
  }
  get showLimits(): FaultContext['showLimits'] {
    return (shown) => this.#place.limits.change(shown)
  }
}

import type { Random } from '../base/random.ts'
import type { Call } from '../model/call.ts'
import type { Injection } from '../plan/injection.ts'
import type { ScheduledCall } from '../plan/scheduled-call.ts'
import { mismatchOf } from '../plan/trigger.ts'
import { nearer, type Idleness } from './idleness.ts'

/** An injection that is active in a run, with its state there. */
export interface ArmedInjection {
  readonly injection: Injection
  /** Its name in the seed: the fault and its number among those of that fault, so that other faults can be added or removed. */
  readonly id: string
  /** The memory of the fault. */
  readonly state: unknown
  /** How many calls have reached its trigger. */
  count: number
  hasFired: boolean
  /** Why it has not fired so far. */
  idle: Idleness
  /** Whether a recorded schedule selects its calls, not its trigger. */
  readonly isScheduled: boolean
  /** Whether it was removed, so that it fires on no later call. It stays in the run, for the incident file and the seeds of others. */
  isRemoved: boolean
}

/** An injection that has not fired. */
export interface IdleInjection {
  readonly injection: Injection
  readonly why: Idleness
}

/** The facts that select the injections for a call. */
export interface Selection {
  /** The recorded call that it replays, if there is one. */
  readonly recorded: ScheduledCall | undefined
  /** Returns the stream of draws for a purpose. */
  readonly random: (purpose: string) => Random
}

const ended: Idleness = { type: 'ended' }
const unscheduled: Idleness = { type: 'unscheduled' }

/** The injections of a run, in order. */
export class ArmedInjections {
  readonly #all: ArmedInjection[] = []

  /** Adds injections after the others. */
  add(injections: readonly Injection[], isScheduled = false): void {
    for (const injection of injections) {
      const { fault, parameters } = injection
      const ordinal = this.#all.filter((other) => other.injection.fault.name === fault.name).length
      this.#all.push({
        injection,
        id: `${fault.name}#${ordinal}`,
        state: fault.state?.(parameters),
        count: 0,
        hasFired: false,
        idle: { type: 'no-call' },
        isScheduled,
        isRemoved: false,
      })
    }
  }

  /** All of them, also those that were removed. */
  get all(): readonly ArmedInjection[] {
    return this.#all
  }

  /** Those that can still fire. */
  get active(): readonly ArmedInjection[] {
    return this.#all.filter(({ isRemoved }) => !isRemoved)
  }

  /** Those that have not fired, each with the reason. */
  get idle(): IdleInjection[] {
    return this.#all.filter((armed) => !armed.hasFired).map(({ injection, idle }) => ({ injection, why: idle }))
  }

  /** Returns those whose trigger, or whose schedule, selects a call. All draws are made here. */
  selectFor(call: Call, { recorded, random }: Selection): ArmedInjection[] {
    return this.active.filter((armed) => {
      const missed = armed.isScheduled ? missedIn(recorded, armed) : missedBy(armed, call, random)
      armed.idle = nearer(armed.idle, missed ?? ended)
      return missed === undefined
    })
  }
}

function missedIn(recorded: ScheduledCall | undefined, { id }: ArmedInjection): Idleness | undefined {
  return recorded?.chosen.includes(id) === true ? undefined : unscheduled
}

function missedBy(armed: ArmedInjection, call: Call, random: Selection['random']): Idleness | undefined {
  const { trigger, condition } = armed.injection
  if (condition !== undefined && !condition(call)) return { type: 'unmatched', by: 'when' }
  const by = mismatchOf(
    trigger,
    call,
    () => ++armed.count,
    (purpose) => random(`fire/${armed.id}/${purpose}`),
  )
  return by === undefined ? undefined : { type: 'unmatched', by }
}

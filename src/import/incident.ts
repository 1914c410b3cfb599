import { BrownoutError } from '../engine/base/errors.ts'
import { canonicalJson, digest } from '../engine/base/hash.ts'
import { incidentVersion, type Incident } from '../engine/plan/incident.ts'
import type { Injection } from '../engine/plan/injection.ts'
import type { JournalCall } from '../engine/model/journal.ts'
import { planVersion } from '../engine/plan/plan.ts'
import type { ScheduledCall } from '../engine/plan/scheduled-call.ts'
import { readingOf, type Reading } from './failure.ts'
import type { Log, LoggedCall } from './log.ts'

type WrittenCall = Omit<JournalCall, 'call'>

/** An injection of a plan and the one after it. */
interface Place {
  readonly injection: Injection
  before: Place | undefined
  after: Place | undefined
}

/** The injections of all calls without duplicates, in an order that fits each call. Linear in the calls, however many waits differ. */
class Plan {
  readonly #places = new Map<string, Place>()
  #first: Place | undefined
  #last: Place | undefined
  #names: ReadonlyMap<string, string> | undefined

  constructor(calls: Iterable<readonly Injection[]>) {
    for (const injections of calls) this.#weave(injections)
  }

  get injections(): Injection[] {
    const all: Injection[] = []
    for (let place = this.#first; place !== undefined; place = place.after) all.push(place.injection)
    return all
  }

  /** Returns the name of an injection in a schedule: its fault, and how many of that fault precede it. */
  nameOf(injection: Injection): string {
    this.#names ??= this.#numbered()
    return this.#names.get(idOf(injection))!
  }

  #numbered(): ReadonlyMap<string, string> {
    const counts = new Map<string, number>()
    return new Map(
      this.injections.map((injection) => {
        const { name } = injection.fault
        const count = counts.get(name) ?? 0
        counts.set(name, count + 1)
        return [idOf(injection), `${name}#${count}`]
      }),
    )
  }

  /** Inserts new injections before those that follow in the same call. */
  #weave(injections: readonly Injection[]): void {
    let next: Place | undefined
    for (const injection of injections.toReversed()) {
      const id = idOf(injection)
      const place = this.#places.get(id) ?? this.#insert(injection, next)
      this.#places.set(id, place)
      next = place
    }
  }

  #insert(injection: Injection, after: Place | undefined): Place {
    const place: Place = { injection, before: after === undefined ? this.#last : after.before, after }
    if (place.before === undefined) this.#first = place
    else place.before.after = place
    if (after === undefined) this.#last = place
    else after.before = place
    return place
  }
}

const ids = new WeakMap<Injection, string>()

function idOf(injection: Injection): string {
  const known = ids.get(injection)
  if (known !== undefined) return known
  const id = canonicalJson([injection.fault.name, injection.parameters])
  ids.set(injection, id)
  return id
}

/**
 * Converts a log to an incident file: the same failures at the same positions. Its calls have no keys, since a log does not contain the
 * request. A replay matches them by position.
 * @throws BrownoutError if the log has no call
 */
export function incidentOf(log: Log): Incident {
  const [first] = log.calls
  if (first === undefined) throw new BrownoutError('Cannot import the log as an incident: no call could be read from it.')
  const readings = log.calls.map((call) => [call, readingOf(call)] as const)
  const seed = log.seed ?? digest(log.calls.map((call) => digest(JSON.stringify(call))).join('')).slice(0, 8)
  const plan = new Plan(readings.map(([, { injections }]) => injections))
  return {
    format: 'brownout-incident',
    version: incidentVersion,
    seed,
    // The schedule selects the calls of each injection; a trigger could not.
    plan: { version: planVersion, injections: plan.injections.map((injection) => injection.when(() => true).toIncident()) },
    schedule: scheduleOf(readings, plan),
    answers: {},
    journal: { seed, calls: readings.map(([call, reading]) => writtenOf(call, reading, first.at)), unhandled: [] },
  }
}

function scheduleOf(readings: readonly (readonly [LoggedCall, Reading])[], plan: Plan): ScheduledCall[] {
  const positions = new Map<string, number>()
  return readings.map(([{ provider, endpoint, model }, { injections }]) => {
    const place = `${provider}/${endpoint ?? ''}`
    const position = positions.get(place) ?? 0
    positions.set(place, position + 1)
    return {
      provider,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(model === undefined ? {} : { model }),
      attempt: 0,
      position,
      chosen: injections.map((injection) => plan.nameOf(injection)),
    }
  })
}

/** Converts a call to journal form. Unknown members are empty. The key is the position in the log, since each call needs its own. */
function writtenOf(call: LoggedCall, { injections }: Reading, start: number): WrittenCall {
  const startedAt = call.at - start
  const { firstByte, latency } = call
  return {
    provider: call.provider,
    endpoint: call.endpoint ?? '',
    host: call.host ?? '',
    model: call.model ?? '',
    stream: call.stream ?? false,
    key: call.place,
    attempt: 0,
    fired: injections.map(({ fault, parameters }) => ({ fault: fault.name, parameters, at: startedAt })),
    startedAt,
    firstByteAt: firstByte === undefined ? undefined : startedAt + firstByte,
    endedAt: latency === undefined ? undefined : startedAt + latency,
    status: call.status,
    ending: endingOf(call),
    problem: undefined,
    finish: undefined,
    truth: undefined,
    received: '',
    answeredBy: undefined,
    usage: undefined,
    deltas: call.deltas ?? 0,
    frames: [],
    notes: [],
  }
}

/** A call without an ending was still open in a brownout trace; in other logs it only means that no failure was reported. */
function endingOf({ ending, fired, status, error }: LoggedCall): JournalCall['ending'] {
  if (ending !== undefined || fired !== undefined) return ending
  if (status !== undefined && status >= 400) return 'refused'
  return error === undefined ? 'complete' : undefined
}

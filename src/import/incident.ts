import { BrownoutError } from '../engine/errors.ts'
import { canonicalJson, digest } from '../engine/hash.ts'
import { incidentVersion, type Incident } from '../engine/incident.ts'
import type { Injection } from '../engine/injection.ts'
import type { JournalCall } from '../engine/journal.ts'
import { planVersion } from '../engine/plan.ts'
import type { ScheduledCall } from '../engine/schedule.ts'
import { readingOf, type Reading } from './failure.ts'
import type { Log, LoggedCall } from './log.ts'

type WrittenCall = Omit<JournalCall, 'call'>

/** Gives equal injections one name, that by which a schedule knows them. */
class Names {
  readonly injections: Injection[] = []
  readonly #names = new Map<string, string>()

  of(injection: Injection): string {
    const { fault, parameters } = injection
    const id = canonicalJson([fault.name, parameters])
    const known = this.#names.get(id)
    if (known !== undefined) return known
    const name = `${fault.name}#${this.injections.filter((other) => other.fault.name === fault.name).length}`
    this.#names.set(id, name)
    this.injections.push(injection)
    return name
  }
}

/**
 * A log as an incident: the same failures at the same positions. Its calls have no keys, since a log does not hold what was asked,
 * and a replay knows them by their positions.
 * @throws BrownoutError where the log holds no call
 */
export function incidentOf(log: Log): Incident {
  const [first] = log.calls
  if (first === undefined) throw new BrownoutError('Cannot import the log as an incident: no call could be read from it.')
  const names = new Names()
  const readings = log.calls.map((call) => [call, readingOf(call)] as const)
  const seed = log.seed ?? digest(canonicalJson(log.calls)).slice(0, 8)
  const schedule = scheduleOf(readings, names)
  return {
    format: 'brownout-incident',
    version: incidentVersion,
    seed,
    // Whom each strikes is what the schedule says, and no trigger could.
    plan: { version: planVersion, injections: names.injections.map((injection) => injection.when(() => true).toIncident()) },
    schedule,
    answers: {},
    journal: { seed, calls: readings.map(([call, reading]) => writtenOf(call, reading, first.at)), unhandled: [] },
  }
}

function scheduleOf(readings: readonly (readonly [LoggedCall, Reading])[], names: Names): ScheduledCall[] {
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
      chosen: injections.map((injection) => names.of(injection)),
    }
  })
}

/** The call as a journal has it. What a log cannot know is empty; the key is the place in the log, since each call needs its own. */
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
    struck: injections.map(({ fault, parameters }) => ({ fault: fault.name, params: parameters, at: startedAt })),
    startedAt,
    firstByteAt: firstByte === undefined ? undefined : startedAt + firstByte,
    endedAt: latency === undefined ? undefined : startedAt + latency,
    status: call.status,
    ending: call.ending ?? endingOf(call),
    problem: undefined,
    finish: undefined,
    truth: undefined,
    told: '',
    answeredBy: undefined,
    usage: undefined,
    deltas: call.deltas ?? 0,
    frames: [],
    notes: [],
  }
}

function endingOf({ status, error }: LoggedCall): JournalCall['ending'] {
  if (status !== undefined && status >= 400) return 'refused'
  return error === undefined ? 'complete' : undefined
}

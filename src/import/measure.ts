import { Injection } from '../engine/plan/injection.ts'
import { readingOf } from './failure.ts'
import type { LoggedCall } from './log.ts'

/** How often one kind of failure occurred among the counted calls. */
export interface FailureRate {
  /** One of them, with the medians of the parameters that differ. */
  readonly injection: Injection
  readonly count: number
}

/** The measurements of the calls to one provider. */
export interface Measured {
  readonly provider: string
  readonly calls: number
  readonly failed: number
  readonly failures: readonly FailureRate[]
  /** The times to the first part of each answer, in ms, sorted. */
  readonly waits: readonly number[]
}

/** Parameters that differ from call to call within one kind of failure. */
const varying: readonly string[] = ['retryAfter', 'afterDeltas']

const latency = 'slow-first-token'

/** Measures the calls of each provider, in the order of their first calls. */
export function measuresOf(calls: readonly LoggedCall[]): Measured[] {
  return [...Map.groupBy(calls, ({ provider }) => provider)].map(([provider, own]) => measureOf(provider, own))
}

function measureOf(provider: string, calls: readonly LoggedCall[]): Measured {
  const readings = calls.map((call) => ({ call, failures: readingOf(call).injections.filter(({ fault }) => fault.name !== latency) }))
  const kinds = Map.groupBy(
    readings.flatMap(({ failures }) => failures),
    kindOf,
  )
  return {
    provider,
    calls: calls.length,
    failed: readings.filter(isFailed).length,
    failures: [...kinds.values()].map((all) => ({ injection: typical(all), count: all.length })),
    waits: readings
      .filter((reading) => !isFailed(reading))
      .flatMap(({ call }) => call.firstByte ?? call.latency ?? [])
      .toSorted((a, b) => a - b),
  }
}

/** Returns whether a call failed, even if no fault represents its failure. */
function isFailed({ call, failures }: { readonly call: LoggedCall; readonly failures: readonly Injection[] }): boolean {
  return failures.length > 0 || call.error !== undefined || (call.status ?? 200) >= 400
}

/** Returns the kind of a failure: the fault and its parameters, except for durations and counts. */
export function kindOf({ fault, parameters }: Injection): string {
  return JSON.stringify([fault.name, Object.entries(parameters).filter(([name]) => !varying.includes(name))])
}

function typical(all: readonly Injection[]): Injection {
  const [{ fault, parameters, trigger }] = all as readonly [Injection, ...Injection[]]
  const medians = varying.flatMap((name) => {
    const values = all.flatMap((injection) => (typeof injection.parameters[name] === 'number' ? injection.parameters[name] : []))
    return values.length === 0
      ? []
      : [
          [
            name,
            quantile(
              values.toSorted((a, b) => a - b),
              0.5,
            ),
          ] as const,
        ]
  })
  return new Injection(fault, { ...parameters, ...Object.fromEntries(medians) }, trigger)
}

/** Returns the quantile of sorted values, with the nearest-rank method. */
export function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0)
}

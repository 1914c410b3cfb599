import { kindOf, measuresOf, type Measured } from './measure.ts'
import type { LoggedCall } from './log.ts'

/** A period of a log with similar failures, in ms from its first call. */
export interface LoggedPhase {
  readonly from: number
  readonly to: number
  readonly measures: readonly Measured[]
}

interface Window {
  readonly from: number
  readonly to: number
  readonly calls: readonly LoggedCall[]
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const lengths: readonly number[] = [
  ...[1, 2, 5, 10, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 30].map((count) => count * minute),
  ...[1, 2, 6, 12, 24].map((count) => count * hour),
]
const mostWindows = 12

/** The largest difference of two rates that count as equal. */
const tolerance = 0.1

/**
 * Splits a log into phases: at most twelve windows of equal length. Neighbors are joined if no failure rate differs by more than a tenth.
 * Windows without a call are in no phase, since nothing was measured in them.
 */
export function phasesOf(calls: readonly LoggedCall[]): LoggedPhase[] {
  const joined: Window[] = []
  for (const window of windowsOf(calls)) {
    const last = joined.at(-1)
    if (last !== undefined && last.to === window.from && isAlike(last.calls, window.calls))
      joined.splice(-1, 1, { from: last.from, to: window.to, calls: [...last.calls, ...window.calls] })
    else joined.push(window)
  }
  return joined.map(({ from, to, calls }) => ({ from, to, measures: measuresOf(calls) }))
}

function windowsOf(calls: readonly LoggedCall[]): Window[] {
  const start = calls[0]?.at ?? 0
  const span = (calls.at(-1)?.at ?? 0) - start
  const length = lengths.find((length) => span < length * mostWindows) ?? Math.ceil((span + 1) / mostWindows / hour) * hour
  return [...Map.groupBy(calls, ({ at }) => Math.floor((at - start) / length))].map(([index, own]) => ({
    from: index * length,
    to: (index + 1) * length,
    calls: own,
  }))
}

function isAlike(a: readonly LoggedCall[], b: readonly LoggedCall[]): boolean {
  const [before, after] = [ratesOf(a), ratesOf(b)]
  return [...new Set([...before.keys(), ...after.keys()])].every(
    (kind) => Math.abs((before.get(kind) ?? 0) - (after.get(kind) ?? 0)) <= tolerance,
  )
}

function ratesOf(calls: readonly LoggedCall[]): Map<string, number> {
  return new Map(
    measuresOf(calls).flatMap(({ provider, calls: all, failures }) =>
      failures.map(({ injection, count }) => [`${provider} ${kindOf(injection)}`, count / all] as const),
    ),
  )
}

import { violated, held, inconclusive, type Verdict } from '../verdict/verdict.ts'
import { wilsonInterval, type Interval } from './wilson.ts'

/** One answer that a guard has seen. */
export interface GuardSample {
  /** How the answer was wrong; `undefined` for a true one. */
  readonly strategy: string | undefined
  /** Whether the app refused it, marked it, or gave out the truth in its place. */
  readonly isCaught: boolean
}

/** How many of some answers a guard caught. */
export interface GuardRate {
  readonly caught: number
  readonly of: number
  /** Where the true rate lies, with 95 % confidence. */
  readonly interval: Interval
}

/** What a guard did with true and with wrong answers. */
export interface GuardRates {
  /** Of the wrong ones, all together. */
  readonly detection: GuardRate
  /** Of the wrong ones, by how they were wrong. */
  readonly byStrategy: Readonly<Record<string, GuardRate>>
  /** Of the true ones. */
  readonly falseAlarms: GuardRate
}

/** What is asked of a guard, as shares from 0 to 1. */
export interface GuardDemand {
  /** Of the wrong answers at least this share is caught. */
  readonly atLeast: number
  /** Of the true answers at most this share is caught. */
  readonly falseAlarmsAtMost: number
}

function rateOf(samples: readonly GuardSample[]): GuardRate {
  const caught = samples.filter(({ isCaught }) => isCaught).length
  return { caught, of: samples.length, interval: wilsonInterval(caught, samples.length) }
}

/** The rates of what a guard was seen to do. */
export function ratesOf(samples: readonly GuardSample[]): GuardRates {
  const wrong = samples.filter(({ strategy }) => strategy !== undefined)
  const groups = [...Map.groupBy(wrong, ({ strategy }) => strategy!)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    detection: rateOf(wrong),
    byStrategy: Object.fromEntries(groups.map(([strategy, group]) => [strategy, rateOf(group)])),
    falseAlarms: rateOf(samples.filter(({ strategy }) => strategy === undefined)),
  }
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}

function inWords({ caught, of, interval }: GuardRate): string {
  return `${caught} of ${of} (${percent(interval.from)} to ${percent(interval.to)})`
}

/**
 * Held where the worse end of each interval still meets what is asked, broken where the better end of one does not, and inconclusive between:
 * there are too few samples to tell.
 */
export function judgeRates({ detection, falseAlarms }: GuardRates, { atLeast, falseAlarmsAtMost }: GuardDemand): Verdict {
  const caught = `${inWords(detection)} wrong answers were caught, and at least ${percent(atLeast)} are asked for`
  const alarmed = `${inWords(falseAlarms)} true answers were refused, and at most ${percent(falseAlarmsAtMost)} are let pass`
  if (detection.of > 0 && detection.interval.to < atLeast) return violated(caught)
  if (falseAlarms.of > 0 && falseAlarms.interval.from > falseAlarmsAtMost) return violated(alarmed)
  if (detection.interval.from < atLeast) return inconclusive(`${caught}: too few samples to tell; ask for more`)
  if (falseAlarms.interval.to > falseAlarmsAtMost) return inconclusive(`${alarmed}: too few samples to tell; ask for more`)
  return held
}

/** The rates as a table for people. */
export function tableOf({ detection, byStrategy, falseAlarms }: GuardRates): string {
  const rows = [
    ['answers', 'caught', 'of', 'rate', '95 % interval'],
    ...[...Object.entries(byStrategy), ['all wrong ones', detection] as const, ['true ones', falseAlarms] as const].map(([name, rate]) => [
      name,
      String(rate.caught),
      String(rate.of),
      rate.of === 0 ? '' : percent(rate.caught / rate.of),
      `${percent(rate.interval.from)} to ${percent(rate.interval.to)}`,
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

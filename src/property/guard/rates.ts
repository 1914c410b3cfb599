import { violated, held, inconclusive, type Verdict } from '../verdict/verdict.ts'
import { wilsonInterval, type Interval } from './wilson.ts'

/** One answer that a guardrail has seen. */
export interface GuardSample {
  /** How the answer was wrong. `undefined` if it was right. */
  readonly strategy: string | undefined
  /** Whether the app refused it, marked it, or returned the right answer instead. */
  readonly isCaught: boolean
  /** Whether the value contains nothing of the answer, though nothing says that it was refused. */
  readonly isAbsent?: true
}

/** How many of some answers a guardrail stopped. */
export interface GuardRate {
  readonly caught: number
  readonly of: number
  /** The 95% confidence interval of the true rate. */
  readonly interval: Interval
}

/** What a guardrail did with right and with wrong answers. */
export interface GuardRates {
  /** Of all wrong answers. */
  readonly detection: GuardRate
  /** Of the wrong answers, by how they were wrong. */
  readonly byStrategy: Readonly<Record<string, GuardRate>>
  /** Of the right answers. */
  readonly falseAlarms: GuardRate
}

/** What a guardrail must achieve, as shares from 0 to 1. */
export interface GuardDemand {
  /** The least share of wrong answers to stop. */
  readonly atLeast: number
  /** The largest share of right answers to stop. */
  readonly falseAlarmsAtMost: number
}

function rateOf(samples: readonly GuardSample[]): GuardRate {
  const caught = samples.filter(({ isCaught }) => isCaught).length
  return { caught, of: samples.length, interval: wilsonInterval(caught, samples.length) }
}

/** The rates in a sample. */
export function ratesOf(samples: readonly GuardSample[]): GuardRates {
  const wrong = samples.filter(({ strategy }) => strategy !== undefined)
  const groups = [...Map.groupBy(wrong, ({ strategy }) => strategy!)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    detection: rateOf(wrong),
    byStrategy: Object.fromEntries(groups.map(([strategy, group]) => [strategy, rateOf(group)])),
    falseAlarms: rateOf(samples.filter(({ strategy }) => strategy === undefined)),
  }
}

/** A share in words: `54.5%`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`
}

function inWords({ caught, of, interval }: GuardRate): string {
  return `${caught} of ${of} (${percent(interval.from)} to ${percent(interval.to)})`
}

/** Within how many standard deviations a rate of one run must be wrong: a search has hundreds of runs, and chance decides some. */
export const deviationsOfSearch = 4

/**
 * Held if the worse end of each 95% interval meets the demand, violated if the better end of one does not. In between it is
 * inconclusive: there are too few samples to tell.
 * @param within how many standard deviations the interval has that a violation is judged by. Default: those of a 95% interval
 */
export function judgeRates({ detection, falseAlarms }: GuardRates, { atLeast, falseAlarmsAtMost }: GuardDemand, within?: number): Verdict {
  const caught = `${inWords(detection)} wrong answers were caught, and the demand is at least ${percent(atLeast)}`
  const alarmed = `${inWords(falseAlarms)} right answers were refused, and the demand is at most ${percent(falseAlarmsAtMost)}`
  if (wilsonInterval(detection.caught, detection.of, within).to < atLeast) return violated(caught)
  if (wilsonInterval(falseAlarms.caught, falseAlarms.of, within).from > falseAlarmsAtMost) return violated(alarmed)
  if (detection.interval.from < atLeast) return inconclusive(`${caught}: too few samples to tell`)
  if (falseAlarms.interval.to > falseAlarmsAtMost) return inconclusive(`${alarmed}: too few samples to tell`)
  return held
}

/** Formats the rates as a table. */
export function tableOf({ detection, byStrategy, falseAlarms }: GuardRates): string {
  const rows = [
    ['answers', 'caught', 'of', 'rate', '95% interval'],
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

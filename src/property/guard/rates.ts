import { violated, held, inconclusive, type Verdict } from '../verdict/verdict.ts'
import { chanceOfAtMost } from './chance.ts'
import { wilsonInterval, type Interval } from './wilson.ts'

/** One answer that a guardrail has seen. */
export interface GuardSample {
  /** How the answer was wrong. `undefined` if it was right. */
  readonly strategy: string | undefined
  /** Whether the app refused it, marked it, or returned the right answer instead. */
  readonly isCaught: boolean
  /** Whether the value contains nothing of the answer, without being marked as refused. */
  readonly isAbsent?: true
}

/** How many answers a guardrail stopped. */
export interface GuardRate {
  readonly caught: number
  readonly of: number
  /** The 95% confidence interval of the true rate. */
  readonly interval: Interval
}

/** The results of a guardrail for right and for wrong answers. */
export interface GuardRates {
  /** For all wrong answers. */
  readonly detection: GuardRate
  /** The rates for wrong answers, by the way in which they were wrong. */
  readonly byStrategy: Readonly<Record<string, GuardRate>>
  /** For the right answers. */
  readonly falseAlarms: GuardRate
}

/** The required rates of a guardrail, as shares from 0 to 1. */
export interface GuardDemand {
  /** The lowest share of wrong answers to stop. */
  readonly atLeast: number
  /** The highest share of right answers to stop. */
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

/** A share as text: `54.5%`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`
}

function inWords({ caught, of, interval }: GuardRate): string {
  return `${caught} of ${of} (${percent(interval.from)} to ${percent(interval.to)})`
}

/**
 * Held if the worse end of each interval meets the demand, violated if the better end of one does not. In between it is
 * inconclusive: there are too few samples.
 */
export function judgeRates(rates: GuardRates, demand: GuardDemand): Verdict {
  const { detection, falseAlarms } = rates
  const { atLeast, falseAlarmsAtMost } = demand
  if (detection.of > 0 && detection.interval.to < atLeast) return violated(missesOf(rates, demand))
  if (falseAlarms.of > 0 && falseAlarms.interval.from > falseAlarmsAtMost) return violated(alarmsOf(rates, demand))
  if (detection.interval.from < atLeast) return inconclusive(`${missesOf(rates, demand)}: too few samples`)
  if (falseAlarms.interval.to > falseAlarmsAtMost) return inconclusive(`${alarmsOf(rates, demand)}: too few samples`)
  return held
}

/** Below this probability, chance does not explain the rates of a run with a sufficient guardrail. A search has hundreds of runs. */
const leastChance = 1e-5

/** The same for one of many runs: violated only if chance is ruled out. */
export function judgeRatesOfRun(rates: GuardRates, demand: GuardDemand): Verdict {
  const verdict = judgeRates(rates, demand)
  if (verdict.type !== 'violated') return verdict
  const { detection, falseAlarms } = rates
  const isSure =
    chanceOfAtMost(detection.caught, detection.of, demand.atLeast) < leastChance ||
    chanceOfAtMost(falseAlarms.of - falseAlarms.caught, falseAlarms.of, 1 - demand.falseAlarmsAtMost) < leastChance
  return isSure ? verdict : inconclusive(`${verdict.how}: too few samples`)
}

function missesOf({ detection }: GuardRates, { atLeast }: GuardDemand): string {
  return `${inWords(detection)} wrong answers were caught, and the demand is at least ${percent(atLeast)}`
}

function alarmsOf({ falseAlarms }: GuardRates, { falseAlarmsAtMost }: GuardDemand): string {
  return `${inWords(falseAlarms)} right answers were refused, and the demand is at most ${percent(falseAlarmsAtMost)}`
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

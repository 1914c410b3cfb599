import { violated, held, inconclusive, type Verdict } from '../verdict/verdict.ts'
import { chanceOfAtMost } from './chance.ts'
import { wilsonInterval, type Interval } from './wilson.ts'

/** One answer that a guardrail has seen. */
export interface GuardrailSample {
  /** How the answer was wrong. `undefined` if it was right. */
  readonly strategy: string | undefined
  /** Whether the app refused it, marked it, or returned the right answer instead. */
  readonly isCaught: boolean
  /** Whether the value contains nothing of the answer, without being marked as refused. */
  readonly isAbsent?: true
}

/** How many answers a guardrail stopped. */
export interface GuardrailRate {
  readonly caught: number
  readonly of: number
  /** The 95% confidence interval of the true rate. */
  readonly interval: Interval
}

/** The results of a guardrail for right and for wrong answers. */
export interface GuardrailRates {
  /** For all wrong answers. */
  readonly detection: GuardrailRate
  /** The rates for wrong answers, by the way in which they were wrong. */
  readonly byStrategy: Readonly<Record<string, GuardrailRate>>
  /** For the right answers. */
  readonly falsePositives: GuardrailRate
}

/** The required rates of a guardrail, as shares from 0 to 1. */
export interface GuardrailLimits {
  /** The lowest share of wrong answers to stop. */
  readonly atLeast: number
  /** The highest share of right answers to stop. */
  readonly falsePositivesAtMost: number
}

function rateOf(samples: readonly GuardrailSample[]): GuardrailRate {
  const caught = samples.filter(({ isCaught }) => isCaught).length
  return { caught, of: samples.length, interval: wilsonInterval(caught, samples.length) }
}

/** The rates in a sample. */
export function ratesOf(samples: readonly GuardrailSample[]): GuardrailRates {
  const wrong = samples.filter(({ strategy }) => strategy !== undefined)
  const groups = [...Map.groupBy(wrong, ({ strategy }) => strategy!)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    detection: rateOf(wrong),
    byStrategy: Object.fromEntries(groups.map(([strategy, group]) => [strategy, rateOf(group)])),
    falsePositives: rateOf(samples.filter(({ strategy }) => strategy === undefined)),
  }
}

/** A share as text: `54.5%`. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`
}

function inWords({ caught, of, interval }: GuardrailRate): string {
  return `${caught} of ${of} (${percent(interval.from)} to ${percent(interval.to)})`
}

/**
 * Held if the worse end of each interval meets the demand, violated if the better end of one does not. In between it is
 * inconclusive: there are too few samples.
 */
export function judgeRates(rates: GuardrailRates, demand: GuardrailLimits): Verdict {
  const { detection, falsePositives } = rates
  const { atLeast, falsePositivesAtMost } = demand
  if (detection.of > 0 && detection.interval.to < atLeast) return violated(missesOf(rates, demand))
  if (falsePositives.of > 0 && falsePositives.interval.from > falsePositivesAtMost) return violated(alarmsOf(rates, demand))
  if (detection.interval.from < atLeast) return inconclusive(`${missesOf(rates, demand)}: too few samples`)
  if (falsePositives.interval.to > falsePositivesAtMost) return inconclusive(`${alarmsOf(rates, demand)}: too few samples`)
  return held
}

/** Below this probability, chance does not explain the rates of a run with a sufficient guardrail. A search has hundreds of runs. */
const leastChance = 1e-5

/** The same for one of many runs: violated only if chance is ruled out. */
export function judgeRatesOfRun(rates: GuardrailRates, demand: GuardrailLimits): Verdict {
  const verdict = judgeRates(rates, demand)
  if (verdict.type !== 'violated') return verdict
  const { detection, falsePositives } = rates
  const isSure =
    chanceOfAtMost(detection.caught, detection.of, demand.atLeast) < leastChance ||
    chanceOfAtMost(falsePositives.of - falsePositives.caught, falsePositives.of, 1 - demand.falsePositivesAtMost) < leastChance
  return isSure ? verdict : inconclusive(`${verdict.how}: too few samples`)
}

function missesOf({ detection }: GuardrailRates, { atLeast }: GuardrailLimits): string {
  return `${inWords(detection)} wrong answers were caught, and the demand is at least ${percent(atLeast)}`
}

function alarmsOf({ falsePositives }: GuardrailRates, { falsePositivesAtMost }: GuardrailLimits): string {
  return `${inWords(falsePositives)} right answers were refused, and the demand is at most ${percent(falsePositivesAtMost)}`
}

/** Formats the rates as a table. */
export function tableOf({ detection, byStrategy, falsePositives }: GuardrailRates): string {
  const rows = [
    ['answers', 'caught', 'of', 'rate', '95% interval'],
    ...[...Object.entries(byStrategy), ['all wrong ones', detection] as const, ['true ones', falsePositives] as const].map(
      ([name, rate]) => [
        name,
        String(rate.caught),
        String(rate.of),
        rate.of === 0 ? '' : percent(rate.caught / rate.of),
        `${percent(rate.interval.from)} to ${percent(rate.interval.to)}`,
      ],
    ),
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

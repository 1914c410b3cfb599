import type { RunData, SearchData } from './search-data.ts'

/** The cost of one run, in tokens as counted by the providers. */
export interface Spend {
  readonly name: string
  readonly inputTokens: number
  readonly outputTokens: number
  readonly total: number
  /** The multiple of the baseline run's cost. `undefined` if that is unknown or 0. */
  readonly ratio: number | undefined
  /** The plan as text. */
  readonly plan: readonly string[]
}

/** The run without a fault, the median run and the most expensive run. Empty if no run cost anything. */
export function spendOf({ runs }: Pick<SearchData, 'runs'>): Spend[] {
  const byTotal = runs.toSorted((a, b) => totalOf(a) - totalOf(b))
  const [baseline, median, highest] = [runs.find(({ plan }) => plan.length === 0), byTotal[Math.floor(byTotal.length / 2)], byTotal.at(-1)]
  if (highest === undefined || totalOf(highest) === 0) return []
  const named = [
    { name: 'Without a fault', run: baseline },
    { name: 'Median run', run: median },
    { name: 'Most expensive run', run: highest },
  ]
  return named.flatMap(({ name, run }) => (run === undefined ? [] : [spend(name, run, baseline)]))
}

function spend(name: string, run: RunData, baseline: RunData | undefined): Spend {
  const usual = baseline === undefined ? 0 : totalOf(baseline)
  return {
    name,
    inputTokens: run.inputTokens,
    outputTokens: run.outputTokens,
    total: totalOf(run),
    ratio: usual === 0 ? undefined : totalOf(run) / usual,
    plan: run.plan,
  }
}

function totalOf({ inputTokens, outputTokens }: RunData): number {
  return inputTokens + outputTokens
}

import type { RunData, SearchData } from './search-data.ts'

/** One bar of a histogram. */
export interface Bin {
  readonly name: string
  /** How many runs are in it, and how many of those violated a property. */
  readonly runs: number
  readonly violated: number
  /** Whether the baseline run is in it. */
  readonly hasBaseline: boolean
}

export interface Histogram {
  readonly title: string
  readonly explanation: string
  readonly bins: readonly Bin[]
}

/** A bin: values below its end, and not below the end of the one before. */
interface BinLimit {
  readonly name: string
  readonly below: number
}

const timeLimits: readonly BinLimit[] = [
  { name: '< 0.5 s', below: 500 },
  { name: '< 1 s', below: 1_000 },
  { name: '< 2 s', below: 2_000 },
  { name: '< 5 s', below: 5_000 },
  { name: '< 10 s', below: 10_000 },
  { name: '< 20 s', below: 20_000 },
  { name: '< 1 min', below: 60_000 },
  { name: 'longer', below: Infinity },
]
const callLimits: readonly BinLimit[] = [
  ...[0, 1, 2, 3, 4, 5].map((count) => ({ name: String(count), below: count + 1 })),
  { name: '6–10', below: 11 },
  { name: 'more', below: Infinity },
]

/** How long runs took and how many requests they sent, with or without faults. */
export function histogramsOf({ runs }: Pick<SearchData, 'runs'>): Histogram[] {
  return [
    {
      title: 'Until the result',
      explanation: 'Duration of one task, on its own clock.',
      bins: binsOf(runs, timeLimits, ({ settlement, time }) => (settlement === 'stuck' ? undefined : time)),
    },
    {
      title: 'Until the first delta',
      explanation: 'Time until the first text arrived.',
      bins: binsOf(runs, timeLimits, ({ firstDelta }) => firstDelta),
    },
    {
      title: 'Calls',
      explanation: 'All calls of one task, retries and fallbacks included.',
      bins: binsOf(runs, callLimits, ({ calls }) => calls),
    },
    {
      title: 'Retries',
      explanation: 'Calls that repeat an earlier request.',
      bins: binsOf(runs, callLimits, ({ retries }) => retries),
    },
  ]
}

/** The bins of the values, with one for `never` if needed. Empty bins at the ends are omitted. */
function binsOf(runs: readonly RunData[], limits: readonly BinLimit[], valueOf: (run: RunData) => number | undefined): Bin[] {
  const placeOf = (run: RunData): number => {
    const value = valueOf(run)
    return value === undefined ? limits.length : limits.findIndex(({ below }) => value < below)
  }
  const baseline = runs.find(({ plan }) => plan.length === 0)
  const names = [...limits.map(({ name }) => name), 'never']
  const places = runs.map(placeOf)
  const bins = names.map((name, place) => {
    const here = runs.filter((_run, index) => places[index] === place)
    return {
      name,
      runs: here.length,
      violated: here.filter(({ verdicts }) => verdicts.includes('v')).length,
      hasBaseline: baseline !== undefined && here.includes(baseline),
    }
  })
  const used = bins.flatMap((bin, place) => (bin.runs > 0 && place < limits.length ? [place] : []))
  const measured = used.length === 0 ? [] : bins.slice(used[0], used.at(-1)! + 1)
  return [...measured, ...bins.slice(limits.length).filter((bin) => bin.runs > 0)]
}

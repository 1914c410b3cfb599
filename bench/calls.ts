import { comparisons, type Comparison } from './comparisons.ts'
import { clients, loads, type Load } from './load.ts'
import { median, percentile } from './median.ts'
import { slicesOf, type Effort, type Slice, type Slices } from './rate.ts'
import { beside, heading } from './report.ts'

const inFlight = [1, 16, 64]
const effort: Effort = { rounds: 5, warmUp: 800, slice: 100 }
/** No answer here waits for anything, so one that takes this long, in milliseconds, was forgotten and found again. */
const stall = 1_000

function printRates(slices: Slices): void {
  for (const [{ name }, counts] of slices) {
    const all = inFlight.map((count) => counts.get(count)!)
    const perSecond = all
      .map((each) =>
        median(each.map((slice) => slice.perSecond))
          .toFixed(0)
          .padStart(6),
      )
      .join(' /')
    const cpu = all
      .map((each) =>
        median(each.map((slice) => slice.cpu))
          .toFixed(0)
          .padStart(6),
      )
      .join(' /')
    const tails = all.slice(1).map((each) => tail(each.flatMap(({ latencies }) => latencies)))
    console.log(`  ${name.padEnd(28)} ${perSecond}   ${cpu}   ${tails.join('   ')}`)
  }
}

/** The usual and the slowest answers. */
function tail(latencies: readonly number[]): string {
  const stalls = latencies.filter((latency) => latency > stall).length
  const shown = [0.5, 0.99, 1].map((share) => percentile(latencies, share).toFixed(1).padStart(6)).join(' ')
  return stalls === 0 ? shown : `${shown} (${stalls} of ${latencies.length} STALLED)`
}

/** The median of the ratios round by round: two slices that follow each other have the same neighbours on the machine. */
function ratioOf(slices: readonly Slice[], others: readonly Slice[], figure: (slice: Slice) => number): number {
  return median(slices.map((slice, round) => figure(slice) / figure(others[round]!)))
}

function printRatios(slices: Slices, { of, against, by, targets }: Comparison, load: Load): void {
  const target = targets.get(load)
  const ratios = (figure: (slice: Slice) => number): number[] =>
    inFlight.map((count) => ratioOf(slices.get(of)!.get(count)!, slices.get(against)!.get(count)!, figure))
  const rate = ratios(by === 'rate' ? ({ perSecond }) => perSecond : ({ perSecond }) => 1 / perSecond)
  const cpu = ratios(by === 'rate' ? ({ cpu }) => 1 / cpu : ({ cpu }) => cpu)
  const shown = [rate, cpu].map((each) => each.map((ratio) => `${ratio.toFixed(2)}x`.padStart(6)).join(' /'))
  const worst = target?.at === 'most' ? Math.max(...rate) : Math.min(...rate)
  console.log(
    `  ${of.name}, ${by === 'rate' ? 'rate' : 'time'} against ${against.name}`.padEnd(64),
    `${shown[0]}   by CPU ${shown[1]}   ${target === undefined ? '' : beside(worst, target)}`.trimEnd(),
  )
}

/** Compares the cost of a call in brownout with that in other tools that give the same answer. */
export async function benchCalls(...ways: readonly (keyof typeof comparisons)[]): Promise<void> {
  const compared = ways.flatMap((way) => comparisons[way])
  const contenders = [...new Set(compared.flatMap(({ of, against }) => [against, of]))]
  const [few, some, many] = inFlight
  for (const [name, client] of Object.entries(clients)) {
    for (const load of loads) {
      heading(`${load.name} through ${name}`)
      console.log(
        `  with ${few} / ${some} / ${many} in flight: answers a second; microseconds of CPU an answer; then p50, p99 and most ms at ${some} and at ${many}`,
      )
      const slices = await slicesOf(contenders, { client, load, inFlight, effort })
      printRates(slices)
      for (const comparison of compared) printRatios(slices, comparison, load)
    }
  }
}

import { scaleLinear } from 'd3-scale'
import { timeText } from '../../data/words.ts'
import type { CallData } from '../../data/call-data.ts'
import type { WaterfallData } from '../waterfall-data.ts'

/** A span without events, drawn with a fixed width. */
export interface Cut {
  /** In ms on the clock. */
  readonly from: number
  readonly to: number
  /** In px. */
  readonly x: number
  readonly width: number
  readonly text: string
}

export interface Tick {
  readonly x: number
  readonly text: string
}

/** Places times on a plot. */
export interface TimeAxis {
  /** The place of a time, in px. */
  x(at: number): number
  readonly ticks: readonly Tick[]
  readonly cuts: readonly Cut[]
}

const cutWidth = 46
/** A removed span is at least this many times as long as the median span. */
const medians = 10
/** A removed span has at least this share of the remaining time. */
const leastPart = 1 / 6
/** The shortest removed span, in ms. Readers perceive shorter ones as a moment. */
const leastCut = 2_000
/** The largest share of the plot for all gaps. */
const mostCuts = 0.4
const tickDistance = 72
/** The axis length for events without duration, in ms. */
const leastTime = 10

/**
 * The axis of a waterfall.
 * @param width of the plot, in px
 * @param canCut whether long spans without events are removed
 */
export function timeAxis(data: WaterfallData, width: number, canCut: boolean): TimeAxis {
  const { startedAt } = data
  const endedAt = Math.max(data.endedAt, startedAt + leastTime)
  const spans = canCut ? longSpans(data, width) : []
  const shown = endedAt - startedAt - spans.reduce((sum, { from, to }) => sum + to - from, 0)
  const perMs = (width - spans.length * cutWidth) / shown
  const domain = [startedAt]
  const range = [0]
  for (const { from, to } of spans) {
    const x = range.at(-1)! + (from - domain.at(-1)!) * perMs
    // A span that begins with the run repeats the first time.
    if (from > domain.at(-1)!) {
      domain.push(from)
      range.push(x)
    }
    domain.push(to)
    range.push(x + cutWidth)
  }
  if (endedAt > domain.at(-1)!) {
    domain.push(endedAt)
    range.push(width)
  }
  const scale = scaleLinear().domain(domain).range(range)
  const cuts = spans.map(({ from, to }) => ({ from, to, x: scale(from), width: cutWidth, text: `+${timeText(to - from)}` }))
  return { x: scale, cuts, ticks: ticksOf(startedAt, endedAt, perMs, scale, cuts) }
}

/** When a call changes its state. Single deltas are too frequent to show which time is long. */
function changesOf({ startedAt, firstByteAt, deltas, endedAt }: CallData): number[] {
  return [startedAt, firstByteAt, deltas[0], deltas.at(-1), endedAt].filter((at) => at !== undefined)
}

/** The removed spans, in order of time. */
function longSpans(data: WaterfallData, width: number): { readonly from: number; readonly to: number }[] {
  const times = [
    data.startedAt,
    data.endedAt,
    ...data.calls.flatMap(changesOf),
    ...data.lanes.flatMap(({ marks }) => marks.map(({ at }) => at)),
  ]
  const ordered = [...new Set(times)].filter((at) => at >= data.startedAt && at <= data.endedAt).toSorted((a, b) => a - b)
  const spans = ordered.slice(1).map((to, index) => ({ from: ordered[index]!, to, length: to - ordered[index]! }))
  const byLength = spans.toSorted((a, b) => b.length - a.length)
  const median = byLength[Math.floor(byLength.length / 2)]?.length ?? 0
  const cut: typeof spans = []
  let left = data.endedAt - data.startedAt
  for (const span of byLength) {
    const isLong = span.length >= leastCut && span.length > medians * median && span.length > left * leastPart
    // The remaining time also needs at least one span.
    if (!isLong || span.length >= left || (cut.length + 1) * cutWidth > width * mostCuts) break
    cut.push(span)
    left -= span.length
  }
  return cut.toSorted((a, b) => a.from - b.from)
}

function ticksOf(startedAt: number, endedAt: number, perMs: number, x: (at: number) => number, cuts: readonly Cut[]): Tick[] {
  const plotted = Math.max(2, Math.floor((perMs * (endedAt - startedAt)) / tickDistance))
  const ticks: Tick[] = []
  const times = scaleLinear([0, endedAt - startedAt], [0, 1]).ticks(Math.min(plotted, 200))
  const step = times[1] ?? 0
  for (const passed of times) {
    const at = startedAt + passed
    const place = x(at)
    if (cuts.some(({ from, to }) => at > from && at < to)) continue
    if (cuts.some((cut) => Math.abs(cut.x + cut.width / 2 - place) < cut.width)) continue
    if (place - (ticks.at(-1)?.x ?? -Infinity) < tickDistance / 2) continue
    ticks.push({ x: place, text: tickText(passed, step) })
  }
  return ticks
}

/** Ticks that are close together have different texts. */
function tickText(passed: number, step: number): string {
  if (passed === 0) return '0'
  return step < 10 && passed >= 1_000 ? `${(passed / 1_000).toFixed(3)}\u{a0}s` : timeText(passed)
}

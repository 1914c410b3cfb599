import type { CallData } from '../../data/call-data.ts'
import { timeText } from '../../data/words.ts'
import type { Fold } from './fold.ts'
import { endLabelOf, type EndLabel } from './end-label.ts'
import { placeLabel, type Measure } from './label-place.ts'
import type { TimeAxis } from './time-axis.ts'

/** A stretch of a row, in px. */
export interface Stretch {
  readonly x: number
  readonly width: number
}

/** The shapes of one row of calls, in px. */
export interface CallRow extends Fold {
  /** When the request was sent. */
  readonly start: number
  /** Waiting for the first byte, and for the end after the last one. */
  readonly waits: readonly Stretch[]
  /** The answer as it arrives, and the left edges of its deltas if they are wide enough. */
  readonly answer?: Stretch & { readonly pieces: readonly number[] }
  /** The part of the answer that never arrived. Its width is proportional to the text, not to a time. */
  readonly missing?: Stretch
  /** The app waits between the end of the previous call and this one. */
  readonly pause?: Stretch & { readonly text?: { readonly words: string; readonly width: number } }
  /** The wait that the provider required, if the app called again sooner. */
  readonly askedToWait?: Stretch
  readonly fires: readonly number[]
  readonly end: EndLabel
  /** The text for the end, and the fault that fired. */
  readonly label?: { readonly x: number; readonly text: string; readonly fault?: string }
}

/** Options for drawing rows. */
export interface RowSetting {
  readonly axis: TimeAxis
  /** Width of the plot, in px. */
  readonly width: number
  /** The end of the shown time, in ms. */
  readonly endedAt: number
  /** Whether a call without an end is still running, instead of left open. */
  readonly isGoingOn: boolean
  /** Whether a call with a fault is labeled only with the fault. */
  readonly isPlain: boolean
  readonly measure: Measure
  /** See {@link quietSinceOf}. */
  readonly quietSince: readonly (number | undefined)[]
}

const leastAnswer = 4
const leastPiece = 4
const [leastMissing, mostMissing] = [10, 90]

/** The row of one call. */
export function callRow(calls: readonly CallData[], fold: Fold, setting: RowSetting): CallRow {
  const { axis, endedAt } = setting
  const call = calls[fold.from]!
  const last = calls[fold.to]!
  const start = axis.x(call.startedAt)
  if (fold.to > fold.from) {
    const width = axis.x(last.endedAt ?? endedAt) - start
    return { ...fold, start, waits: [{ x: start, width }], fires: [], end: endLabelOf(last) }
  }
  const end = axis.x(call.endedAt ?? endedAt)
  const answer = answerOf(call, axis)
  const missing = missingOf(call, answer === undefined ? end : answer.x + answer.width)
  const right = Math.max(end, answer === undefined ? end : answer.x + answer.width, missing === undefined ? end : missing.x + missing.width)
  const hasEnd = !setting.isGoingOn || call.ending !== undefined
  const label = hasEnd ? labelOf(calls, fold.from, { ...setting, from: start, to: right }) : undefined
  const pause = pauseBefore(calls, fold.from, setting)
  const askedToWait = askedToWaitAfter(calls, fold.from, axis)
  const covers = pause !== undefined && label !== undefined && label.x < pause.x + pause.width
  return {
    ...fold,
    start,
    waits: waitsOf(start, end, answer),
    ...(answer === undefined ? {} : { answer }),
    ...(missing === undefined ? {} : { missing }),
    ...(pause === undefined || covers ? {} : { pause }),
    ...(askedToWait === undefined ? {} : { askedToWait }),
    fires: [...new Set(call.fired.map(({ at }) => axis.x(at)))],
    end: endLabelOf(call),
    ...(label === undefined ? {} : { label }),
  }
}

function answerOf({ firstByteAt, deltas, endedAt, ending }: CallData, axis: TimeAxis): CallRow['answer'] {
  if (ending === 'refused' || (firstByteAt === undefined && deltas.length === 0)) return undefined
  const from = deltas[0] ?? firstByteAt!
  const to = deltas.at(-1) ?? (ending === 'complete' ? (endedAt ?? from) : from)
  const x = axis.x(from)
  const width = Math.max(leastAnswer, axis.x(to) - x)
  const isWide = deltas.length > 1 && width / (deltas.length - 1) >= leastPiece
  return { x, width, pieces: isWide ? deltas.slice(1, -1).map(axis.x) : [] }
}

function missingOf({ ending, expected, received, deltas }: CallData, x: number): Stretch | undefined {
  const isCut = ending === 'truncated' || ending === 'reset' || ending === 'hung' || ending === 'aborted'
  if (!isCut || expected === undefined || deltas.length === 0 || received.length >= expected.length) return undefined
  const part = 1 - received.length / expected.length
  return { x, width: leastMissing + part * (mostMissing - leastMissing) }
}

function waitsOf(start: number, end: number, answer: Stretch | undefined): Stretch[] {
  if (answer === undefined) return [{ x: start, width: end - start }]
  const after = answer.x + answer.width
  return [{ x: start, width: answer.x - start }, ...(end > after ? [{ x: after, width: end - after }] : [])]
}

/** The wait before a call, if all previous calls had ended. */
function pauseBefore(calls: readonly CallData[], index: number, { axis, measure, quietSince }: RowSetting): CallRow['pause'] {
  const from = quietSince[index]
  const to = calls[index]!.startedAt
  if (from === undefined || to <= from) return undefined
  const x = axis.x(from)
  const width = axis.x(to) - x
  const words = `waits ${timeText(to - from)}`
  const text = { words, width: measure(words) }
  if (width < 4) return undefined
  return { x, width, ...(text.width + 28 <= width ? { text } : {}) }
}

/** The time at which the last of the previous calls had ended, for each call. `undefined` if one is still open, or for the first call. */
export function quietSinceOf(calls: readonly CallData[]): (number | undefined)[] {
  let last: number | undefined
  return calls.map(({ endedAt }, index) => {
    const before = index === 0 ? undefined : last
    last = endedAt === undefined || (index > 0 && last === undefined) ? undefined : Math.max(endedAt, last ?? 0)
    return before
  })
}

/** The wait requested by a call's error, if the next call to the same provider began sooner. */
function askedToWaitAfter(calls: readonly CallData[], index: number, axis: TimeAxis): Stretch | undefined {
  const { provider, endedAt, problem } = calls[index]!
  if (endedAt === undefined || problem?.retryAfter === undefined) return undefined
  const until = endedAt + problem.retryAfter
  const next = calls.slice(index + 1).find((call) => call.provider === provider && call.startedAt >= endedAt)
  if (next === undefined || next.startedAt >= until) return undefined
  const x = axis.x(endedAt)
  return { x, width: axis.x(until) - x }
}

function labelOf(
  calls: readonly CallData[],
  index: number,
  { from, to, width, measure, isPlain }: RowSetting & { readonly from: number; readonly to: number },
): CallRow['label'] {
  const call = calls[index]!
  const { mark, text } = endLabelOf(call)
  const words = text === '' ? mark : `${mark} ${text}`
  const fault = namesOf(call)
  const room = { from, to, left: 0, right: width }
  if (isPlain && fault !== '') return placeLabel(isNamedAbove(calls, index) ? mark : `${mark} ${fault}`, room, measure)
  // A fault name is never shortened, and is shown once for consecutive similar rows.
  if (fault !== '' && !isNamedAbove(calls, index)) {
    const both = `${words} · ${fault}`
    const placed = placeLabel(both, room, measure)
    if (placed?.text === both) return { x: placed.x, text: words, fault }
  }
  return placeLabel(words, room, measure)
}

/** Whether the row above names the same faults. */
function isNamedAbove(calls: readonly CallData[], index: number): boolean {
  return namesOf(calls[index]) === namesOf(calls[index - 1])
}

function namesOf(call: CallData | undefined): string {
  return [...new Set(call?.fired.map(({ fault }) => fault))].join(', ')
}

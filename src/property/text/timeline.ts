import { formatDuration } from '../../engine/base/duration.ts'
import { callName } from '../../engine/model/call-name.ts'
import type { Journal, JournalCall } from '../../engine/model/journal.ts'
import { endingInWords } from './ending-in-words.ts'

/** One line of a timeline: an event and its time, in ms on the clock. */
export interface Moment {
  readonly at: number
  /** The order within the same millisecond. Moments without one are last. */
  readonly sequence?: number | undefined
  readonly text: string
}

/** The start or the end of a call. */
interface CallMoment extends Moment {
  readonly call: JournalCall
  readonly is: 'beginning' | 'end'
  /** The text for both, if nothing happened in between. */
  readonly both: string
}

function faultsInWords(call: JournalCall, from: number, to: number): string {
  const names = call.fired.filter((fire) => fire.at >= from && fire.at <= to).map((fire) => fire.fault)
  return names.length === 0 ? '' : `  <- ${names.join(', ')} fired`
}

function momentsOfCall(call: JournalCall, number: number): CallMoment[] {
  const { attempt, startedAt, sequence } = call
  const end = call.endedAt ?? startedAt
  const who = `call ${number}, ${callName(call)}`
  const again = attempt === 0 ? '' : `, attempt ${attempt + 1}`
  const ending = endingInWords(call)
  const both = `${who}${again}: ${ending}${faultsInWords(call, -1, Infinity)}`
  // A fault that fires in the millisecond of the end is part of the ending.
  const asked = `${who}${again}: sent${faultsInWords(call, startedAt, end - 1)}`
  const ended = `${who}: ${ending}${faultsInWords(call, end, Infinity)}`
  return [
    { call, is: 'beginning', at: startedAt, sequence: sequence?.began, text: asked, both },
    { call, is: 'end', at: end, sequence: sequence?.ended ?? sequence?.began, text: ended, both },
  ]
}

function byTime(a: Moment, b: Moment): number {
  return a.at - b.at || (a.sequence ?? Infinity) - (b.sequence ?? Infinity) || 0
}

/**
 * Returns the events of a journal, call by call and in order of time, even within a millisecond. A call that ends in the
 * millisecond in which it starts is one moment, unless something happened in between.
 * @param others events outside of the calls
 * @param firstCall the number of the first call. Default: 1
 */
export function momentsOf(journal: Pick<Journal, 'calls'>, others: readonly Moment[] = [], firstCall = 1): Moment[] {
  const calls = journal.calls.flatMap((call, index) => momentsOfCall(call, index + firstCall))
  const moments: readonly (Moment & Partial<CallMoment>)[] = [...calls, ...others].toSorted(byTime)
  const isOne = (beginning: Partial<CallMoment> | undefined, end: (Moment & Partial<CallMoment>) | undefined): boolean =>
    beginning?.is === 'beginning' && end?.is === 'end' && beginning.call === end.call && end.at === end.call?.startedAt
  return moments.flatMap((moment, index): Moment[] => {
    const { at, both = '', text } = moment
    if (isOne(moment, moments[index + 1])) return []
    return [{ at, text: isOne(moments[index - 1], moment) ? both : text }]
  })
}

/** The most lines for the end of a long story. */
const mostLast = 4

/** Formats moments as lines, each with its time. The middle of a long story is replaced by the number of lines. */
export function timeline(moments: readonly Moment[], mostLines = 16): string[] {
  const lines = moments.map(({ at, text }) => `${formatDuration(at).padStart(9)}  ${text}`)
  if (lines.length <= mostLines) return lines
  const last = Math.min(mostLast, Math.floor((mostLines - 1) / 2))
  const head = lines.slice(0, mostLines - 1 - last)
  return [...head, `${' '.repeat(9)}  ... ${lines.length - mostLines + 1} more`, ...lines.slice(-last)]
}

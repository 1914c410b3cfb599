import type { CallData } from '../data/call-data.ts'
import type { StoryData } from '../data/finding-data.ts'
import type { OutcomeData } from '../data/outcome-data.ts'
import { shownTexts } from '../data/shown-text.ts'
import { oneLine, timeText } from '../data/words.ts'

export type Tone = 'plain' | 'held' | 'violated'

/** Something that happened at one time, in ms. */
export interface MarkData {
  readonly at: number
  readonly text: string
  readonly tone: Tone
  /** The call that it belongs to, from 0. */
  readonly call?: number
}

/** A row below the calls, for events in the app. */
export interface LaneData {
  readonly name: string
  readonly shape: 'diamond' | 'square'
  readonly marks: readonly MarkData[]
}

/** The data of a waterfall. All times are in ms on one clock. */
export interface WaterfallData {
  readonly startedAt: number
  readonly endedAt: number
  readonly calls: readonly CallData[]
  /** Lanes without a mark are omitted. */
  readonly lanes: readonly LaneData[]
  /** Lines through all rows: the end of a task, or the limit at which it was aborted. */
  readonly lines: readonly { readonly at: number; readonly isLimit: boolean; readonly tone: Tone }[]
}

/** The waterfall of one run. */
export function waterfallOf({ startedAt, calls, outcomes }: StoryData): WaterfallData {
  const lanes = [
    lane('Side effects', 'diamond', effectMarks(outcomes)),
    lane('Seen by the user', 'square', outcomes.flatMap(shownMarks)),
    lane(
      'Alerts',
      'diamond',
      outcomes.flatMap(({ alerts }) => alerts.map((alert) => ({ ...alert, tone: 'plain' as const }))),
    ),
    lane(
      'Unhandled errors',
      'diamond',
      outcomes.flatMap(({ uncaught }) => uncaught.map((error) => ({ ...error, tone: 'violated' as const }))),
    ),
    lane(
      'Result',
      'square',
      outcomes.map((outcome) => resultMark(outcome, startedAt)),
    ),
  ].filter(({ marks }) => marks.length > 0)
  const lines = outcomes.map(({ settlement, settledAt }) => ({
    at: settledAt,
    isLimit: settlement.type === 'stuck',
    tone: settlement.type === 'value' ? ('held' as const) : ('violated' as const),
  }))
  const times = [...calls.flatMap(timesOf), ...lanes.flatMap(({ marks }) => marks.map(({ at }) => at)), ...lines.map(({ at }) => at)]
  return { startedAt, endedAt: times.reduce((last, at) => Math.max(last, at), startedAt), calls, lanes, lines }
}

/** When something about a call happened, in ms. */
export function timesOf({ startedAt, firstByteAt, deltas, endedAt, fired }: CallData): number[] {
  return [startedAt, ...[firstByteAt, endedAt].filter((at) => at !== undefined), ...deltas, ...fired.map(({ at }) => at)]
}

function lane(name: string, shape: LaneData['shape'], marks: readonly MarkData[]): LaneData {
  return { name, shape, marks: marks.toSorted((a, b) => a.at - b.at) }
}

function effectMarks(outcomes: readonly OutcomeData[]): MarkData[] {
  const seen = new Set<string>()
  return outcomes
    .flatMap(({ effects }) => effects)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, text, from, after }) => {
      const isAgain = seen.has(text)
      seen.add(text)
      const call = from ?? after
      const tied = call === undefined ? '' : `, ${from === undefined ? 'after' : 'from'} call ${call + 1}`
      const tone = isAgain ? 'violated' : 'plain'
      return { at, text: `${text}${isAgain ? ', again' : ''}${tied}`, tone, ...(call === undefined ? {} : { call }) }
    })
}

function shownMarks(outcome: OutcomeData): MarkData[] {
  const retractions = outcome.shown.filter(({ retracts }) => retracts).map(({ at }) => ({ at, text: 'retracted', tone: 'plain' as const }))
  const texts = shownTexts(outcome).map(({ at, text, beginsAgain, isRetracted }) => ({
    at,
    text: `“\u{2068}${oneLine(text)}\u{2069}”`,
    tone: beginsAgain && !isRetracted ? ('violated' as const) : ('plain' as const),
  }))
  return [...retractions, ...texts]
}

function resultMark({ settlement, settledAt }: OutcomeData, startedAt: number): MarkData {
  const after = `after ${timeText(settledAt - startedAt)}`
  if (settlement.type === 'stuck') return { at: settledAt, text: `nothing ${after}`, tone: 'violated' }
  return {
    at: settledAt,
    text: `${after}: \u{2068}${oneLine(settlement.text)}\u{2069}`,
    tone: settlement.type === 'value' ? 'held' : 'violated',
  }
}

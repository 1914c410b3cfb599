import { counted } from '../../engine/base/counted.ts'
import { formatDuration } from '../../engine/base/duration.ts'
import { crashPointInWords } from '../../engine/plan/script.ts'
import type { Copy, Rehearsal, RehearsedRun } from '../trial/rehearse.ts'
import { momentsOfTask, settlementInWords } from './app-moments.ts'
import { momentsOf, timeline } from './timeline.ts'

/** The most runs that are listed call by call. Others are listed with their ending. */
const mostDetailed = 4
/** The most lines for all runs listed call by call. */
const mostLines = 16
/** The fewest lines for one of them. */
const fewestLines = 5
/** The most distinct baseline runs to list. */
const mostBaselines = 3
/** The most characters of a value in the line of a run. */
const mostOfValue = 60

/**
 * Formats all runs of a script: a section for each unusual run, one line for the others.
 * @param baseline the same script without a fault, each copy in its own run
 */
export function rehearsalStory({ script, runs }: Rehearsal, baseline: Rehearsal | undefined): string[] {
  const told = runs.map((run, place): ToldRun => {
    const before = runs.slice(0, place).reduce((sum, { copies }) => sum + copies.length, 0)
    const isUsual = baseline !== undefined && isAsIn(run, baseline.runs.slice(before, before + run.copies.length))
    return { run, place, title: titleOf(script, run, place), isUsual, firstCall: firstCallOf(runs, place) }
  })
  const unusual = told.filter(({ isUsual }) => !isUsual)
  // The first ones show the start, the last ones the result.
  const detailed = new Set([...unusual.slice(0, mostDetailed / 2), ...unusual.slice(mostDetailed / 2).slice(-mostDetailed / 2)])
  const lines = Math.max(fewestLines, Math.floor(mostLines / Math.max(1, detailed.size)))
  return sectionsOf(told, detailed).flatMap((section): string[] => {
    if (!Array.isArray(section)) return [`  ${section.title}`, ...detailsOf(section, lines)]
    return [`  ${titleOfAll(section)}: ${endingOf(section[0]!)}`]
  })
}

/**
 * Formats the app's behavior without a fault: `the task makes 2 calls and resolves: "Tomorrow."`. One text for all runs if they are alike.
 */
export function baselineInWords({ runs }: Rehearsal): string[] {
  const words = runs.map(doingInWords)
  if (new Set(words).size === 1) return [`without a fault, ${words[0]!}`]
  const firsts = words.flatMap((each, place) => (words.indexOf(each) === place ? [`without a fault, in run ${place + 1}, ${each}`] : []))
  return firsts.slice(0, mostBaselines)
}

function doingInWords(run: RehearsedRun): string {
  return endingsInWords(run, `makes ${counted(run.calls.length, 'call')} and `)
}

interface ToldRun {
  readonly run: RehearsedRun
  readonly place: number
  readonly title: string
  readonly isUsual: boolean
  /** The number of its first call in the journal, from 1. */
  readonly firstCall: number
}

/** Consecutive runs with the same text share a section and a line. */
function sectionsOf(told: readonly ToldRun[], detailed: ReadonlySet<ToldRun>): (ToldRun | ToldRun[])[] {
  const sections: (ToldRun | ToldRun[])[] = []
  for (const run of told) {
    const last = sections.at(-1)
    if (detailed.has(run)) sections.push(run)
    else if (Array.isArray(last) && endingOf(last[0]!) === endingOf(run)) last.push(run)
    else sections.push([run])
  }
  return sections
}

function endingOf({ isUsual, run }: ToldRun): string {
  return isUsual ? 'as without a fault' : endingsInWords(run)
}

/** How the copies of a run ended: `the task rejects: Error: no`, `each copy resolves: 7`. */
function endingsInWords({ copies }: RehearsedRun, doing = ''): string {
  const endings = copies.map(({ outcome }) => `${doing}${settlementInWords(outcome.settlement, mostOfValue)}`)
  if (copies.length === 1) return `the task ${endings[0]!}`
  if (new Set(endings).size === 1) return `each copy ${endings[0]!}`
  return endings.map((ending, place) => `copy ${place + 1} ${ending}`).join(', ')
}

function titleOfAll(told: readonly ToldRun[]): string {
  const [first, last] = [told[0]!, told.at(-1)!]
  return first === last ? first.title : `runs ${first.place + 1} to ${last.place + 1}`
}

function titleOf(script: Rehearsal['script'], { calls, copies }: RehearsedRun, place: number): string {
  const { after, abortAfter, crashAt } = script[place]!
  const details = [
    ...(script.length === 1 ? [] : [`run ${place + 1} of ${script.length}`]),
    ...(place === 0 ? [] : [after === 0 ? 'right after that' : `${formatDuration(after)} later`]),
    ...(script[place - 1]?.crashAt === undefined ? [] : ['the restarted process']),
    ...(calls.some(({ fired }) => fired.length > 0) ? ['with the faults'] : []),
    ...(copies.length === 1 ? [] : [`${copies.length} copies at the same time`]),
    ...(abortAfter === undefined ? [] : [`${copies.length === 1 ? '' : 'the first '}aborted after ${formatDuration(abortAfter)}`]),
    ...(crashAt === undefined ? [] : [`crashed ${crashPointInWords(crashAt)}`]),
  ]
  return details.join(', ')
}

function firstCallOf(runs: readonly RehearsedRun[], place: number): number {
  return 1 + runs.slice(0, place).reduce((sum, { calls }) => sum + calls.length, 0)
}

function detailsOf({ run: { calls, copies }, firstCall }: ToldRun, lines: number): string[] {
  const moments = copies.flatMap(({ outcome }, place) => momentsOfTask(outcome, copies.length === 1 ? 'the task' : `copy ${place + 1}`))
  return timeline(momentsOf({ calls }, moments, firstCall), lines)
}

/** Whether a run was like its baseline runs, without a fault, an abort or anything else notable. */
function isAsIn({ calls, copies }: RehearsedRun, baseline: readonly RehearsedRun[]): boolean {
  if (calls.some(({ fired, ending }) => fired.length > 0 || ending !== 'complete')) return false
  if (calls.length !== baseline.reduce((sum, run) => sum + run.calls.length, 0)) return false
  return copies.every((copy, place) => {
    const was = baseline[place]?.copies[0]
    return was !== undefined && digestOf(copy) === digestOf(was)
  })
}

function digestOf({ outcome: { settlement, abortedAt, effects, uncaught }, value }: Copy): string {
  return JSON.stringify([settlement.type, value, abortedAt, effects.map(({ text }) => text).toSorted(), uncaught.length])
}

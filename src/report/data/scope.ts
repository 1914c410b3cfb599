import { counted, numberText, timeText } from './words.ts'
import { scorecardOf } from './scorecard.ts'
import type { SearchData } from './search-data.ts'

/** A fact about a search: a count and its meaning. */
export interface Fact {
  readonly what: string
  readonly text: string
  /** The names behind the number, by reason. */
  readonly reasons?: readonly Reason[]
}

/** Names with the same reason. */
export interface Reason {
  /** As a clause. `undefined` if unknown. */
  readonly why: string | undefined
  readonly names: readonly string[]
}

/** The tried runs, faults and calls. */
export function triedIn({ runs, faults, exercise, took }: SearchData): Fact[] {
  const withFaults = (count: number): number => runs.filter(({ plan }) => plan.length === count).length
  const most = runs.reduce((highest, { plan }) => Math.max(highest, plan.length), 0)
  const parts = Array.from({ length: most + 1 }, (_, count) => [count, withFaults(count)] as const).filter(([, number]) => number > 0)
  const sites = new Set(exercise.map(({ site }) => site))
  const time = runs.reduce((sum, run) => sum + run.time, 0)
  return [
    {
      what: counted(runs.length, 'run'),
      text: `: ${parts.map(([count, number]) => `${numberText(number)} ${faultsText(count)}`).join(', ')}`,
    },
    {
      what: `${firedPlaces(runs).size} of ${counted(faults.length, 'fault')}`,
      text: `fired, on ${counted(sites.size, 'kind of call', 'kinds of call')}`,
    },
    { what: timeText(time), text: `of the app's time, in ${timeText(took)} of yours` },
  ]
}

function faultsText(count: number): string {
  return count === 0 ? 'without a fault' : count === 1 ? 'with one fault' : `with ${count} faults`
}

/** The untried ones. A report without findings covers only the tried ones. */
export function untriedIn(search: SearchData): Fact[] {
  const { rules, runs, faults, atMost, exercise, all, findings } = search
  const rows = scorecardOf(search).flatMap((group) => group.rows)
  const silent = rows.filter((row) => row.all.held + row.all.violated === 0).map(({ rule }) => ({ name: rule.id, why: rule.whyNot }))
  const fired = firedPlaces(runs)
  const idle = faults.filter((_, place) => !fired.has(place)).map(({ name, whyNeverFired }) => ({ name, why: whyNeverFired }))
  const missed = exercise.filter((cell) => cell.runs === 0).length
  const rare = rows.flatMap((row) => row.cells).filter(({ held, violated }) => held + violated === 1 || held + violated === 2).length
  return [
    ...(silent.length === 0
      ? []
      : [
          {
            what: `${silent.length} of ${counted(rules.length, 'property', 'properties')}`,
            text: 'not exercised in any run',
            reasons: byReason(silent),
          },
        ]),
    ...(idle.length === 0 ? [] : [{ what: counted(idle.length, 'fault'), text: 'never fired', reasons: byReason(idle) }]),
    ...(missed === 0
      ? []
      : [{ what: `${missed} of ${exercise.length} places`, text: 'in which a class of faults could fire, and none did' }]),
    ...(rare === 0 ? [] : [{ what: counted(rare, 'pair'), text: 'tested only once or twice' }]),
    ...(!all && findings.length > 0 ? [{ what: 'Everything after the first finding', text: ': the search stopped there' }] : []),
    { what: `More than ${counted(atMost, 'fault')} at once`, text: ', other questions, and real time' },
  ]
}

/** The most frequent reason first. */
function byReason(all: readonly { readonly name: string; readonly why: string | undefined }[]): Reason[] {
  return [...Map.groupBy(all, ({ why }) => why)]
    .map(([why, same]) => ({ why, names: same.map(({ name }) => name) }))
    .toSorted((a, b) => b.names.length - a.names.length)
}

function firedPlaces(runs: SearchData['runs']): Set<number> {
  return new Set(runs.flatMap((run) => run.fired))
}

import { redactionOf } from '../../engine/base/redaction.ts'
import { textsOfCredentials } from '../../engine/run/credential.ts'
import { injectionInScript } from '../../property/text/injection-in-words.ts'
import type { ResilienceError } from '../../property/failure.ts'
import type { Search } from '../../property/report/search.ts'
import type { TrialRow } from '../../property/report/trial-row.ts'
import type { FindingData, PlannedFaultData, StoryData } from '../data/finding-data.ts'
import type { RunData, SearchData, VerdictLetter } from '../data/search-data.ts'
import { outcomeData, storyData } from './story-record.ts'
import { callsData } from './call-record.ts'
import { titlesOf } from '../../property/text/titles.ts'

/** Data about a search that the search itself does not have. */
export interface SearchPlace {
  /** The full name of the test, or the path of the module. */
  readonly title: string
  /** The test's file. Absent if there is none. */
  readonly file?: string
  /** When the search ended. */
  readonly endedAt: Date
}

const letters: Readonly<Record<string, VerdictLetter>> = { held: 'h', violated: 'v', remark: 'r', inconclusive: 'i' }

/** Converts a search to data: without secrets, with long texts shortened, and with journals only for findings. */
export function searchData(search: Search, { endedAt, ...place }: SearchPlace): SearchData {
  const { seed, took, atMost, all, baseline, report, failures } = search
  const faults = [...new Map(search.faults.map((fault) => [fault.name, fault])).values()]
  // The same rule can be judged twice, with different values.
  const rules = [...new Map(search.rules.map((rule) => [rule.id, rule])).values()]
  const places = new Map(faults.map(({ name }, index) => [name, index]))
  const clean = redactionOf({ credentials: textsOfCredentials(search.credentials) })
  return clean({
    ...place,
    seed,
    endedAt: endedAt.toISOString(),
    took: Math.round(took),
    atMost,
    all,
    rules: rules.map((rule) => {
      const whyNot = search.whyInconclusive(rule.id)
      const { id, statement, hint } = rule
      return { id, statement, hint, ...titlesOf(rule), ...(whyNot === undefined ? {} : { whyNot }) }
    }),
    faults: faults.map(({ name, summary, shows }) => {
      const whyNeverFired = search.whyNeverFired(name)
      return { name, summary, shows, ...(whyNeverFired === undefined ? {} : { whyNeverFired }) }
    }),
    runs: search.trials.map((trial) => runData(trial, rules, places)),
    ...(baseline === undefined ? {} : { baseline: storyData(baseline) }),
    exercise: report.exercise,
    findings: failures.flatMap(({ failures: each }) => each).map((failure) => findingData(failure, faults)),
    remarks: report.remarks.map(({ id, how }) => ({ rule: id, how })),
  })
}

function runData(trial: TrialRow, rules: Search['rules'], places: ReadonlyMap<string, number>): RunData {
  const { injections, fired, verdicts, firstDelta, settlement, time, calls, retries, inputTokens, outputTokens } = trial
  return {
    plan: injections.map((injection) => injectionInScript(injection, undefined)),
    fired: fired.flatMap((fault) => places.get(fault) ?? []),
    verdicts: rules.map(({ id }) => letters[verdicts.get(id) ?? ''] ?? '-').join(''),
    settlement,
    time,
    ...(firstDelta === undefined ? {} : { firstDelta }),
    calls,
    retries,
    inputTokens,
    outputTokens,
  }
}

function findingData({ story, plan, foundIn, incident }: ResilienceError, faults: Search['faults']): FindingData {
  const { violation, effort, replayLines } = story
  const { property, verdict } = violation
  return {
    rule: property.id,
    how: verdict.how,
    hint: property.hint,
    plan: plan.injections.map((injection): PlannedFaultData => {
      const summary = faults.find(({ name }) => name === injection.fault)?.summary ?? ''
      return { fault: injection.fault, summary, text: injectionInScript(injection, undefined) }
    }),
    foundIn,
    effort,
    stories: storiesOf(violation),
    replay: replayLines,
    incident: JSON.stringify(incident),
  }
}

/** The runs that were judged: all runs of a script, or only the one that a property judges. */
function storiesOf({ evidence: { journal, outcome }, rehearsal }: ResilienceError['story']['violation']): StoryData[] {
  if (rehearsal !== undefined) return rehearsal.runs.map(storyData)
  const { startedAt, settledAt } = outcome
  return [{ startedAt, endedAt: settledAt, calls: callsData(journal.calls), outcomes: [outcomeData(outcome, journal.calls)] }]
}

import { exercisedIn, rankedFindings } from './findings-order.ts'
import { scorecardOf } from './scorecard.ts'
import type { SearchData } from './search-data.ts'
import { counted, oneLine } from './words.ts'

/** The verdict on a search in a sentence, with details. */
export interface Headline {
  /** A predicate about the search's title. */
  readonly verdict: string
  /** The worst case, or how little was tested. */
  readonly worst: string
  /** The request, and how often. */
  readonly asked: string
}

/** Formats the verdict on a search. */
export function headlineOf(search: SearchData): Headline {
  const { rules, findings, runs } = search
  const asked = askedIn(search)
  if (runs.every(({ calls }) => calls === 0))
    return { verdict: 'was not tested.', worst: 'No run called an emulated provider, so no fault could fire.', asked }
  const violated = new Set(findings.map(({ rule }) => rule)).size
  const properties = counted(rules.length, 'property', 'properties')
  const [worst] = rankedFindings(search)
  if (worst === undefined) return { verdict: 'held all properties that were exercised.', worst: heldText(search), asked }
  const { finding, rule, runs: cell } = worst
  const faults = finding.plan.length === 0 ? 'Without any fault' : `With ${finding.plan.map(({ fault }) => fault).join(' and ')}`
  return {
    verdict: `violates ${violated} of ${properties}.`,
    worst: `${rule.titles.violated}, in ${cell.violated} of ${counted(exercisedIn(cell), 'run')}. ${faults}: ${oneLine(finding.how, 240)}.`,
    asked,
  }
}

function heldText(search: SearchData): string {
  const rows = scorecardOf(search).flatMap((group) => group.rows)
  const held = rows.filter(({ all }) => all.held > 0).length
  return `${held} of ${counted(rows.length, 'property', 'properties')} were exercised. That is not a proof: see "What was not tried".`
}

function askedIn({ baseline, runs }: SearchData): string {
  const question = baseline?.calls[0]?.asked
  const faulty = runs.filter(({ plan }) => plan.length > 0).length
  const ran = `The task ran ${counted(runs.length, 'time')}, ${faulty} of them with faults.`
  return question === undefined || question === '' ? ran : `It sent “${oneLine(question, 160)}” ${ran}`
}

import type { Changes } from '../data/comparison.ts'
import { exercisedIn, type RankedFinding } from '../data/findings-order.ts'
import { scorecardOf } from '../data/scorecard.ts'
import type { SearchData } from '../data/search-data.ts'
import { counted, sentence } from '../data/words.ts'
import { FindingBody } from './finding-body.tsx'
import { anchorOf } from './finding-places.ts'
import { harmNames } from './harm-names.ts'
import { useOpened } from './use-opened.ts'

interface FindingsProps {
  readonly search: SearchData
  /** The place of the search in the report. */
  readonly place: number
  readonly findings: readonly RankedFinding[]
  readonly changes: Changes | undefined
}

/** Every finding on one line, with details when it is opened. */
export function Findings({ search, place, findings, changes }: FindingsProps) {
  const { isOpen, toggle } = useOpened(place, findings.length)
  if (findings.length === 0) return <NoFindings search={search} />
  return (
    <section class={changes ? 'findings compared-runs' : 'findings'} id="findings">
      <div class="head">
        <h2>{counted(findings.length, 'finding')}</h2>
        <p class="quiet small">
          One for each property that was violated, with its minimal plan of faults. Sorted by who is affected. Keys: j and k.
        </p>
      </div>
      {findings.map((ranked, index) => {
        const isFirst = findings[index - 1]?.rule.harm !== ranked.rule.harm
        return (
          <details
            class={isFirst ? 'finding first' : 'finding'}
            id={anchorOf(place, index)}
            open={isOpen(index)}
            onToggle={({ currentTarget }) => {
              if (currentTarget.open !== isOpen(index)) toggle(index, currentTarget.open)
            }}
          >
            <FindingLine ranked={ranked} number={index + 1} isFirst={isFirst} changes={changes} />
            {isOpen(index) && <FindingBody ranked={ranked} search={search} />}
          </details>
        )
      })}
    </section>
  )
}

interface LineProps {
  readonly ranked: RankedFinding
  readonly number: number
  readonly isFirst: boolean
  readonly changes: Changes | undefined
}

function FindingLine({ ranked: { finding, rule, runs }, number, isFirst, changes }: LineProps) {
  return (
    <summary>
      <span class="harm">{isFirst ? harmNames[rule.harm] : ''}</span>
      <span class="place">{number}</span>
      <span class="title">
        <b>{rule.titles.violated}</b>
        <span class="how text">{sentence(finding.how)}</span>
      </span>
      <span class="by">
        {finding.plan.length === 0 ? (
          <span class="quiet">no fault</span>
        ) : (
          finding.plan.map(({ fault }) => <span class="fault-name">{fault}</span>)
        )}
      </span>
      <span class="rate">
        <b>{runs.violated}</b> of {counted(exercisedIn(runs), 'run')}
      </span>
      {changes && <Since id={finding.rule} changes={changes} />}
      <span class="chevron" aria-hidden="true" />
    </summary>
  )
}

function Since({ id, changes }: { readonly id: string; readonly changes: Changes }) {
  return changes.appeared.includes(id) ? <span class="since new">● New</span> : <span class="since">Still there</span>
}

/** Without findings, the page shows only the properties that held, and how often. */
function NoFindings({ search }: { readonly search: SearchData }) {
  const rows = scorecardOf(search).flatMap((group) => group.rows)
  return (
    <section class="findings" id="findings">
      <div class="head">
        <h2>No findings</h2>
        <p class="quiet small">That is not a proof: none of these runs violated a property, and others might.</p>
      </div>
      <ul class="held-list">
        {rows.map(({ rule, all }) => (
          <li>
            <span class={all.held > 0 ? 'held-mark' : 'quiet'}>{all.held > 0 ? '✓' : '–'}</span>
            <span>{rule.titles.held}</span>
            <span class="quiet">{all.held > 0 ? counted(all.held, 'run') : 'not exercised'}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

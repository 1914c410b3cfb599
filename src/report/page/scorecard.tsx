import { faultClasses } from '../data/fault-class.ts'
import type { RankedFinding } from '../data/findings-order.ts'
import { scorecardOf, type Cell, type ScorecardRow } from '../data/scorecard.ts'
import type { RuleData, SearchData } from '../data/search-data.ts'
import { counted } from '../data/words.ts'
import { anchorOf } from './finding-places.ts'
import { harmNames } from './harm-names.ts'

interface ScorecardProps {
  readonly search: SearchData
  readonly place: number
  readonly findings: readonly RankedFinding[]
}

/** Every exercised property under every class of faults, with the number of runs that exercised it. The others are a list below. */
export function Scorecard({ search, place, findings }: ScorecardProps) {
  const anchors = new Map(findings.map(({ rule }, index) => [rule.id, anchorOf(place, index)]))
  const groups = scorecardOf(search).map(({ harm, rows }) => ({ harm, rows: rows.filter(isExercised) }))
  const idle = search.rules.filter(({ id }) => !groups.some(({ rows }) => rows.some(({ rule }) => rule.id === id)))
  return (
    <section id="properties">
      <h2>Properties by class of faults</h2>
      <p class="intro">
        In how many runs a property held (✓) or was violated (✕) while faults of that class fired. – means that it was never tested. A run
        counts for each class that fired in it.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Properties by class of faults">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">Property</th>
              {faultClasses.map(({ name }) => (
                <th scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          {groups.map(
            ({ harm, rows }) =>
              rows.length > 0 && (
                <tbody>
                  <tr class="group">
                    <th colSpan={faultClasses.length + 1} scope="rowgroup">
                      {harmNames[harm]}
                    </th>
                  </tr>
                  {rows.map(({ rule, cells }) => (
                    <tr>
                      <th scope="row">
                        {rule.titles.held}
                        <code class="id">{rule.id}</code>
                      </th>
                      {cells.map((cell) => (
                        <CellView cell={cell} anchor={anchors.get(rule.id)} />
                      ))}
                    </tr>
                  ))}
                </tbody>
              ),
          )}
        </table>
      </div>
      {idle.length > 0 && <IdleRules rules={idle} />}
    </section>
  )
}

function isExercised({ all }: ScorecardRow): boolean {
  return all.held + all.violated > 0
}

function IdleRules({ rules }: { readonly rules: readonly RuleData[] }) {
  return (
    <>
      <h3 class="matrix-rest">{counted(rules.length, 'property', 'properties')} not exercised in any run</h3>
      <ul class="idle-rules">
        {rules.map(({ id, titles, whyNot }) => (
          <li>
            {titles.held} <code class="id">{id}</code>
            {whyNot !== undefined && <span class="id">{whyNot}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

function CellView({ cell: { held, violated }, anchor }: { readonly cell: Cell; readonly anchor: string | undefined }) {
  if (violated > 0) {
    const text = `✕ ${violated} of ${held + violated}`
    return <td class="violated">{anchor === undefined ? <span>{text}</span> : <a href={`#${anchor}`}>{text}</a>}</td>
  }
  return held > 0 ? (
    <td>
      <span>
        <span class="held-mark">✓</span> {held}
      </span>
    </td>
  ) : (
    <td class="never">
      <span>
        –<span class="hidden"> never tested</span>
      </span>
    </td>
  )
}

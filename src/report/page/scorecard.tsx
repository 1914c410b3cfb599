import { faultClasses } from '../data/fault-class.ts'
import type { RankedFinding } from '../data/findings-order.ts'
import { scorecardOf, type Cell } from '../data/scorecard.ts'
import type { SearchData } from '../data/search-data.ts'
import { anchorOf } from './finding-places.ts'
import { harmNames } from './harm-names.ts'

interface ScorecardProps {
  readonly search: SearchData
  readonly place: number
  readonly findings: readonly RankedFinding[]
}

/** Every property under every class of faults, with the number of runs that exercised it. */
export function Scorecard({ search, place, findings }: ScorecardProps) {
  const anchors = new Map(findings.map(({ rule }, index) => [rule.id, anchorOf(place, index)]))
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
          {scorecardOf(search).map(({ harm, rows }) => (
            <tbody>
              <tr class="group">
                <th colSpan={faultClasses.length + 1} scope="rowgroup">
                  {harmNames[harm]}
                </th>
              </tr>
              {rows.map(({ rule, cells, all }) => (
                <tr>
                  <th scope="row">
                    {rule.titles.held}
                    <code class="id">{rule.id}</code>
                    {all.held + all.violated === 0 && rule.whyNot !== undefined && <span class="id">{rule.whyNot}</span>}
                  </th>
                  {cells.map((cell) => (
                    <CellView cell={cell} anchor={anchors.get(rule.id)} />
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
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

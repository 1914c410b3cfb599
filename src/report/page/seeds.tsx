import type { RankedFinding } from '../data/findings-order.ts'
import type { SearchData } from '../data/search-data.ts'
import { CopyLine } from './copy-line.tsx'
import { anchorOf } from './finding-places.ts'

interface SeedsProps {
  readonly search: SearchData
  readonly place: number
  readonly findings: readonly RankedFinding[]
}

/** The seed, and the commands that reproduce each finding. */
export function Seeds({ search, place, findings }: SeedsProps) {
  return (
    <section id="seeds">
      <h2>Seeds</h2>
      <p class="intro">
        The seed <code>{search.seed}</code> decides everything that is random here. The same seed gives the same report.
      </p>
      {findings.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Commands">
          <table class="plain-table seeds">
            <thead>
              <tr>
                <th scope="col">Finding</th>
                <th scope="col">Property</th>
                <th scope="col">Found</th>
                <th scope="col">Run it again</th>
              </tr>
            </thead>
            <tbody>
              {findings.map(({ finding, rule }, index) => (
                <tr>
                  <td>
                    <a href={`#${anchorOf(place, index)}`}>{index + 1}</a>
                  </td>
                  <th scope="row">
                    <code>{rule.id}</code>
                  </th>
                  <td class="quiet">{finding.effort}</td>
                  <td>
                    {finding.replay.map((line) => (
                      <CopyLine line={line} />
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

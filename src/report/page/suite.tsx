import { scoreOf } from '../data/score.ts'
import type { SearchData } from '../data/search-data.ts'
import { counted } from '../data/words.ts'
import { anchorOf } from './finding-places.ts'

/** All searches of a report, if there are several. One of them is shown below. */
export function Suite({ searches, shown }: { readonly searches: readonly SearchData[]; readonly shown: number }) {
  const broken = searches.filter(({ findings }) => findings.length > 0).length
  return (
    <section class="suite" id="searches">
      <h2>
        {broken} of {counted(searches.length, 'search', 'searches')} found something
      </h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="All searches">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">Test</th>
              <th scope="col" class="number">
                Findings
              </th>
              <th scope="col" class="number">
                Score
              </th>
              <th scope="col" class="number">
                Pairs held of tested
              </th>
              <th scope="col" class="number">
                Runs
              </th>
            </tr>
          </thead>
          <tbody>
            {searches.map((search, place) => {
              const { held, tested, points } = scoreOf(search)
              return (
                <tr class={place === shown ? 'shown' : undefined}>
                  <th scope="row">
                    <a href={`#${anchorOf(place)}`} aria-current={place === shown ? 'true' : undefined}>
                      {search.title}
                    </a>
                  </th>
                  <td class="number">
                    {search.findings.length === 0 ? (
                      <span class="held-mark">✓ 0</span>
                    ) : (
                      <b class="violated-count">✕ {search.findings.length}</b>
                    )}
                  </td>
                  <td class="number">{points ?? '–'}</td>
                  <td class="number">
                    {held} of {tested}
                  </td>
                  <td class="number">{search.runs.length}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

import { coverageOf, phases } from '../data/coverage-rows.ts'
import type { SearchData } from '../data/search-data.ts'

const attempts = { 1: 'first attempt', 2: 'second attempt', 3: 'later attempts' } as const

/** Where faults fired: on which kind of call, at which attempt, and in which phase. */
export function Coverage({ search }: { readonly search: SearchData }) {
  const sites = coverageOf(search)
  if (sites.length === 0) return null
  return (
    <section id="coverage">
      <h2>Where faults fired</h2>
      <p class="intro">
        In how many runs faults of a class fired on a kind of call, by the phase in which they show. ○ 0 means that they could have and did
        not, an empty cell that they cannot.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Where faults fired">
        <table class="matrix coverage">
          <thead>
            <tr>
              <th scope="col">Call and class of faults</th>
              {phases.map((phase) => (
                <th scope="col">{phase}</th>
              ))}
            </tr>
          </thead>
          {sites.map(({ site, attempt, rows }) => (
            <tbody>
              <tr class="group">
                <th colSpan={phases.length + 1} scope="rowgroup">
                  {site}, {attempts[attempt]}
                </th>
              </tr>
              {rows.map(({ className, runs }) => (
                <tr>
                  <th scope="row">{className}</th>
                  {runs.map((count) => (
                    <td class={count === 0 ? 'never' : undefined}>
                      <span>{count === undefined ? '' : count === 0 ? '○ 0' : count}</span>
                    </td>
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

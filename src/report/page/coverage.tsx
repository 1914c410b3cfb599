import { attempts, coverageOf, phases } from '../data/coverage-rows.ts'
import type { SearchData } from '../data/search-data.ts'

const attemptNames = { 1: 'First attempt', 2: 'Second attempt', 3: 'Later attempts' } as const
const phaseNames = { 'before the answer': 'before the answer', 'during the answer': 'during it', 'complete answer': 'complete' } as const

/** The coverage of the faults: by kind of call, attempt and phase. */
export function Coverage({ search }: { readonly search: SearchData }) {
  const sites = coverageOf(search)
  if (sites.length === 0) return null
  const columns = 1 + attempts.length * phases.length
  return (
    <section id="coverage">
      <h2>Where faults fired</h2>
      <p class="intro">
        In how many runs faults of a class fired on a kind of call, by attempt and by the phase in which they show. ○ means that they could
        have and did not, an empty cell that they cannot.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Fired faults">
        <table class="matrix coverage">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                Call and class of faults
              </th>
              {attempts.map((attempt) => (
                <th scope="colgroup" colSpan={phases.length}>
                  {attemptNames[attempt]}
                </th>
              ))}
            </tr>
            <tr>{attempts.flatMap(() => phases.map((phase) => <th scope="col">{phaseNames[phase]}</th>))}</tr>
          </thead>
          {sites.map(({ site, rows }) => (
            <tbody>
              <tr class="group">
                <th colSpan={columns} scope="rowgroup">
                  {site}
                </th>
              </tr>
              {rows.map(({ className, runs }) => (
                <tr>
                  <th scope="row">{className}</th>
                  {runs.flat().map((count) => (
                    <td class={count === 0 ? 'never' : undefined}>
                      <span>
                        {count === undefined ? (
                          ''
                        ) : count === 0 ? (
                          <>
                            ○<span class="hidden"> never</span>
                          </>
                        ) : (
                          count
                        )}
                      </span>
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

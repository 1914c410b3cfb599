import { spendOf } from '../data/spend.ts'
import type { SearchData } from '../data/search-data.ts'
import { numberText } from '../data/words.ts'

/** The cost of one task, in tokens. */
export function SpendTable({ search }: { readonly search: SearchData }) {
  const rows = spendOf(search)
  const most = rows.reduce((highest, { total }) => Math.max(highest, total), 1)
  return (
    <section id="spend">
      <h2>Spend</h2>
      <p class="intro">For one task, in tokens as the providers count them. brownout knows no prices.</p>
      {rows.length === 0 ? (
        <p class="quiet">No response reported its usage.</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label="Spend">
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">Run</th>
                <th scope="col" class="number">
                  Input
                </th>
                <th scope="col" class="number">
                  Output
                </th>
                <th scope="col" class="number">
                  Total
                </th>
                <th scope="col" class="number">
                  × baseline
                </th>
                <th scope="col">
                  <span class="hidden">Share</span>
                </th>
                <th scope="col">Plan</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, inputTokens, outputTokens, total, ratio, plan }) => (
                <tr>
                  <th scope="row">{name}</th>
                  <td class="number">{numberText(inputTokens)}</td>
                  <td class="number">{numberText(outputTokens)}</td>
                  <td class="number">{numberText(total)}</td>
                  <td class="number">{ratio === undefined ? '–' : ratio.toFixed(1)}</td>
                  <td class="meter">
                    <i style={{ width: `${(100 * total) / most}%` }} />
                  </td>
                  <td>
                    {plan.length === 0 ? <span class="quiet">no fault</span> : plan.map((text) => <div class="fault-name">{text}</div>)}
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

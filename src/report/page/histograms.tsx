import { histogramsOf, type Histogram } from '../data/histogram.ts'
import type { SearchData } from '../data/search-data.ts'

/** How long runs took and how many requests they sent. */
export function Histograms({ search }: { readonly search: SearchData }) {
  return (
    <section id="time">
      <h2>Time and retries</h2>
      <p class="intro">
        All {search.runs.length} runs. The striped part of a bar is runs in which a property was violated. ◆ marks the run without a fault.
      </p>
      <div class="histograms">
        {histogramsOf(search).map((histogram) => (
          <HistogramTable histogram={histogram} />
        ))}
      </div>
    </section>
  )
}

function HistogramTable({ histogram: { title, explanation, bins } }: { readonly histogram: Histogram }) {
  const most = bins.reduce((highest, { runs }) => Math.max(highest, runs), 1)
  return (
    <figure>
      <table class="bars">
        <caption>
          <b>{title}</b> <span class="quiet">{explanation}</span>
        </caption>
        <thead class="hidden">
          <tr>
            <th scope="col">From there up to</th>
            <th scope="col">Share</th>
            <th scope="col">Runs</th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ name, runs, violated, hasBaseline }) => (
            <tr>
              <th scope="row">{name}</th>
              <td>
                <span class="bar" style={{ width: `${(100 * runs) / most}%` }}>
                  <i class="other" style={{ flexGrow: runs - violated }} />
                  <i class="violated" style={{ flexGrow: violated }} />
                </span>
                {hasBaseline && (
                  <span class="baseline-mark" title="the run without a fault">
                    ◆<span class="hidden"> the run without a fault</span>
                  </span>
                )}
              </td>
              <td class="number">
                {runs}
                {violated > 0 && <span class="violated-count"> ✕ {violated}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

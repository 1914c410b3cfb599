import type { Changes } from '../data/comparison.ts'
import { headlineOf } from '../data/headline.ts'
import { formulaOf, scoreExplained, scoreOf, type Score } from '../data/score.ts'
import { triedIn, untriedIn, type Fact } from '../data/scope.ts'
import type { SearchData } from '../data/search-data.ts'
import { sentence } from '../data/words.ts'

/** The top of the page: the verdict in a sentence, the score with its formula, and the scope of the search. */
export function First({ search, changes }: { readonly search: SearchData; readonly changes: Changes | undefined }) {
  const { verdict, worst, asked } = headlineOf(search)
  return (
    <div class="overview">
      <div class="top">
        <h1>
          <span class="subject">{search.title}</span> {verdict}
        </h1>
        <p class="lead">{worst}</p>
        <p class="asked text quiet">{asked}</p>
      </div>
      <ScoreBox score={scoreOf(search)} changes={changes} />
      <div class="scope">
        <h2>What was tried</h2>
        <Facts facts={triedIn(search)} kind="tried" />
        <h2>What was not</h2>
        <Facts facts={untriedIn(search)} kind="untried" />
      </div>
    </div>
  )
}

function ScoreBox({ score, changes }: { readonly score: Score; readonly changes: Changes | undefined }) {
  const { points, held, violated, untested } = score
  return (
    <section class="score" aria-label="Score">
      <p>
        <span class="points">{points ?? '–'}</span> <span class="of">of 100{changes && lastScore(changes)}</span>
      </p>
      <p class="small quiet">
        <b>Score = {formulaOf(score)}.</b> {scoreExplained}
      </p>
      <div class="stack" aria-hidden="true">
        {Object.entries({ held, violated, untested }).map(
          ([name, count]) => count > 0 && <i key={name} class={name} style={{ flexGrow: count }} />,
        )}
      </div>
      <dl class="stack-key">
        <dt class="held">{held}</dt>
        <dd>pairs held</dd>
        <dt class="violated">{violated}</dt>
        <dd>pairs violated</dd>
        <dt class="untested">{untested}</dt>
        <dd>never tested, not counted</dd>
      </dl>
    </section>
  )
}

function lastScore({ former: { score } }: Changes): string {
  return score.tested === 0 ? '' : `, ${Math.floor((100 * score.held) / score.tested)} in the last run`
}

function Facts({ facts, kind }: { readonly facts: readonly Fact[]; readonly kind: string }) {
  return (
    <ul class={`scope-facts ${kind}`}>
      {facts.map(({ what, text, reasons }) => (
        <li>
          <b>{what}</b>
          {/^[,:]/.test(text) ? '' : ' '}
          {text}
          {reasons && (
            <details class="names">
              <summary>which</summary>
              <ul>
                {reasons.map(({ why, names }) => (
                  <li>
                    {why !== undefined && <>{sentence(why)}: </>}
                    <span class="id">{names.join(', ')}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

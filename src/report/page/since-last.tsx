import type { Changes } from '../data/comparison.ts'
import type { SearchData } from '../data/search-data.ts'

/** The changes since the previous report. */
export function SinceLast({ search, changes }: { readonly search: SearchData; readonly changes: Changes }) {
  const { former, appeared, remaining, mended, unknown } = changes
  return (
    <section id="since">
      <h2>Since the last run</h2>
      <p class="intro">
        The last run ended at <time dateTime={former.endedAt}>{dateText(former.endedAt)}</time>. A finding counts as fixed only if its
        property was exercised and held.
      </p>
      <div class="thirds">
        <List name="New" ids={appeared} search={search} />
        <List name="Still there" ids={remaining} search={search} />
        <List name="Fixed" ids={mended} search={search} />
        {unknown.length > 0 && <List name="Not exercised this time" ids={unknown} search={search} />}
      </div>
    </section>
  )
}

/** Shortens a time in ISO 8601. It stays in UTC, so that a report is the same for every reader. */
export function dateText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}

function List({ name, ids, search }: { readonly name: string; readonly ids: readonly string[]; readonly search: SearchData }) {
  const titleOf = (id: string): string | undefined =>
    search.rules.find((rule) => rule.id === id)?.titles[name === 'Fixed' ? 'held' : 'violated']
  return (
    <div>
      <h3>
        {name} <span>{ids.length}</span>
      </h3>
      <ul>
        {ids.map((id) => (
          <li>
            {titleOf(id)} <code class="id">{id}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}

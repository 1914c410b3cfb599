import type { SearchData } from '../data/search-data.ts'

/** Unusual facts that can be intended. */
export function Remarks({ search: { remarks } }: { readonly search: SearchData }) {
  if (remarks.length === 0) return null
  return (
    <section id="remarks">
      <h2>Remarks</h2>
      <p class="intro">Unusual, and possibly right. A remark fails nothing.</p>
      <ul class="remark-list">
        {remarks.map(({ rule, how }) => (
          <li>
            <span class="text">{how}</span> <code class="id">{rule}</code>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { useMemo, useState } from 'preact/hooks'
import { cellsOf, nameOf, type PlacedCell } from '../cells.ts'
import { outcomes, type OutcomeName } from '../classify.ts'
import { modes } from '../client.ts'
import type { Matrix } from '../matrix.ts'
import { CellDetail } from './cell-detail.tsx'
import { Choice } from './choice.tsx'

interface Filters {
  readonly client: string
  readonly shows: string
  readonly mode: string
  readonly outcome: string
}

const all: Filters = { client: '', shows: '', mode: '', outcome: '' }
/** Rows on the page at once. */
const mostShown = 300

function matches({ client, shows, mode, outcome }: Filters, cell: PlacedCell, symptomOf: ReadonlyMap<string, string>): boolean {
  return (
    (client === '' || cell.client.name === client) &&
    (shows === '' || symptomOf.get(cell.plan) === shows) &&
    (mode === '' || cell.mode === mode) &&
    (outcome === '' || cell.cell.outcome === outcome)
  )
}

/** The page: filters, and the cells that they leave. */
export function MatrixPage({ matrix }: { readonly matrix: Matrix }) {
  const [filters, setFilters] = useState<Filters>(all)
  const cells = useMemo(() => cellsOf(matrix), [matrix])
  const symptomOf = useMemo(() => new Map(matrix.plans.map(({ name, shows }) => [name, shows])), [matrix])
  const shown = cells.filter((cell) => matches(filters, cell, symptomOf))
  const set = (part: Partial<Filters>): void => setFilters({ ...filters, ...part })
  return (
    <main>
      <h1>What clients do under faults</h1>
      <p>
        {cells.length.toLocaleString('en')} cells: {matrix.clients.length} clients, {matrix.plans.length} plans, of {matrix.date}, with Node{' '}
        {matrix.node}. Open a cell for its timeline and the line that plays it again. docs/mcp-clients.md shows what MCP clients do under
        the faults of tool servers.
      </p>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <Choice
          name="Client"
          value={filters.client}
          options={matrix.clients.map(({ name }) => name)}
          onChange={(client) => set({ client })}
        />
        <Choice
          name="Fault class"
          value={filters.shows}
          options={[...new Set(matrix.plans.map(({ shows }) => shows))]}
          onChange={(shows) => set({ shows })}
        />
        <Choice name="Mode" value={filters.mode} options={modes} onChange={(mode) => set({ mode })} />
        <Choice name="Outcome" value={filters.outcome} options={Object.keys(outcomes)} onChange={(outcome) => set({ outcome })} />
      </form>
      <ul class="counts">
        {(Object.keys(outcomes) as OutcomeName[]).map((name) => (
          <li key={name} class={`outcome ${name}`} title={outcomes[name]}>
            {name} {shown.filter(({ cell }) => cell.outcome === name).length.toLocaleString('en')}
          </li>
        ))}
      </ul>
      {shown.slice(0, mostShown).map((cell) => (
        <CellDetail key={nameOf(cell)} placed={cell} />
      ))}
      {shown.length > mostShown && (
        <p>{(shown.length - mostShown).toLocaleString('en')} more: choose a client, a fault class, a mode or an outcome.</p>
      )}
    </main>
  )
}

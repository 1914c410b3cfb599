import { classOf, faultClasses } from './fault-class.ts'
import type { SearchData } from './search-data.ts'

/** When a fault shows, in the order of a call. */
export const phases = ['before the answer', 'during the answer', 'complete answer'] as const

/** Faults of one class on one attempt of one kind of call. */
export interface CoverageRow {
  readonly className: string
  /** In how many runs they fired, in each of {@link phases}. `undefined`: they could not. 0: they could, and did not. */
  readonly runs: readonly (number | undefined)[]
}

/** One attempt of one kind of call, such as the first call to `openai chat (stream)`. */
export interface CoverageSite {
  readonly site: string
  readonly attempt: 1 | 2 | 3
  readonly rows: readonly CoverageRow[]
}

/** Where faults fired, and where they could have and did not. A run in which several faults of a class fired can count several times. */
export function coverageOf({ exercise }: Pick<SearchData, 'exercise'>): CoverageSite[] {
  const sites = Map.groupBy(exercise, ({ site, attempt }) => `${site}\n${attempt}`)
  return [...sites.values()]
    .map((cells) => ({ site: cells[0]!.site, attempt: cells[0]!.attempt, rows: rowsOf(cells) }))
    .toSorted((a, b) => (a.site < b.site ? -1 : a.site > b.site ? 1 : a.attempt - b.attempt))
}

function rowsOf(cells: SearchData['exercise']): CoverageRow[] {
  return faultClasses
    .map(({ name }, place) => ({
      className: name,
      runs: phases.map((phase) => {
        const here = cells.filter((cell) => cell.phase === phase && classOf(cell.symptom) === place)
        return here.length === 0 ? undefined : here.reduce((sum, { runs }) => sum + runs, 0)
      }),
    }))
    .filter(({ runs }) => runs.some((count) => count !== undefined))
}

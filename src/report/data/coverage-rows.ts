import { classOf, faultClasses } from './fault-class.ts'
import type { SearchData } from './search-data.ts'

/** When a fault is visible, in the order of a call. */
export const phases = ['before the answer', 'during the answer', 'complete answer'] as const
/** How often a request was sent. */
export const attempts = [1, 2, 3] as const

/** Faults of one class on one kind of call. */
export interface CoverageRow {
  readonly className: string
  /**
   * The number of runs in which they fired, for each of {@link attempts} and each of {@link phases}. `undefined`: they could not. 0: they could,
   * but did not.
   */
  readonly runs: readonly (readonly (number | undefined)[])[]
}

/** One kind of call, such as `openai chat (stream)`. */
export interface CoverageSite {
  readonly site: string
  readonly rows: readonly CoverageRow[]
}

/** The coverage: places in which faults fired, or could have but did not. A run with several fired faults of a class can count several times. */
export function coverageOf({ exercise }: Pick<SearchData, 'exercise'>): CoverageSite[] {
  const sites = Map.groupBy(exercise, ({ site }) => site)
  return [...sites].map(([site, cells]) => ({ site, rows: rowsOf(cells) })).toSorted((a, b) => (a.site < b.site ? -1 : 1))
}

function rowsOf(cells: SearchData['exercise']): CoverageRow[] {
  return faultClasses
    .map(({ name }, place) => ({
      className: name,
      runs: attempts.map((attempt) =>
        phases.map((phase) => {
          const here = cells.filter((cell) => cell.attempt === attempt && cell.phase === phase && classOf(cell.symptom) === place)
          return here.length === 0 ? undefined : here.reduce((sum, { runs }) => sum + runs, 0)
        }),
      ),
    }))
    .filter(({ runs }) => runs.flat().some((count) => count !== undefined))
}

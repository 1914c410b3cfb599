import { classOf, faultClasses } from './fault-class.ts'
import { harms, type Harm, type RuleData, type RunData, type SearchData } from './search-data.ts'

/** The number of runs in which a property held, was violated or was not exercised, among those in which faults of one class fired. */
export interface Cell {
  readonly held: number
  readonly violated: number
  readonly inconclusive: number
}

/** One property and its cells, one for each class of faults. */
export interface ScorecardRow {
  readonly rule: RuleData
  readonly cells: readonly Cell[]
  /** Over all runs, with or without a fault. */
  readonly all: Cell
}

/** The properties with the same harm, the worst harm first. */
export interface ScorecardGroup {
  readonly harm: Harm
  readonly rows: readonly ScorecardRow[]
}

/** Every property under every class of faults. A run counts for each class with a fault that fired in it. */
export function scorecardOf(search: Pick<SearchData, 'rules' | 'runs' | 'faults'>): ScorecardGroup[] {
  const classes = search.runs.map((run) => classesIn(run, search))
  const rows = search.rules.map((rule, place) => ({
    rule,
    cells: faultClasses.map((_, column) =>
      cellOf(
        place,
        search.runs.filter((_run, index) => classes[index]!.has(column)),
      ),
    ),
    all: cellOf(place, search.runs),
  }))
  return harms.map((harm) => ({ harm, rows: rows.filter(({ rule }) => rule.harm === harm) })).filter((group) => group.rows.length > 0)
}

/** The classes of the faults that fired in a run, as places in {@link faultClasses}. */
export function classesIn({ fired }: RunData, { faults }: Pick<SearchData, 'faults'>): Set<number> {
  return new Set(fired.map((place) => classOf(faults[place]!.shows)))
}

function cellOf(rule: number, runs: readonly RunData[]): Cell {
  const count = (letters: string): number => runs.filter(({ verdicts }) => letters.includes(verdicts[rule] ?? '-')).length
  // A remark is unusual but fails nothing.
  return { held: count('hr'), violated: count('v'), inconclusive: count('i') }
}

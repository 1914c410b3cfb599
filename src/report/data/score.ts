import { faultClasses } from './fault-class.ts'
import { scorecardOf, type Cell } from './scorecard.ts'
import type { SearchData } from './search-data.ts'

/**
 * The share of tested pairs that held. A pair is one property under one class of faults. It is tested if a run with
 * such a fault exercised the property. It held if no such run violated it.
 */
export interface Score {
  readonly held: number
  readonly violated: number
  /** `held` and `violated` together: the denominator. */
  readonly tested: number
  readonly untested: number
  /** `held` in hundredths of `tested`, rounded down. `undefined` if nothing was tested. */
  readonly points: number | undefined
}

/** The score of one search, or of several together. */
export function scoreOf(...searches: readonly Pick<SearchData, 'rules' | 'runs' | 'faults'>[]): Score {
  const cells = searches.flatMap((search) => scorecardOf(search).flatMap(({ rows }) => rows.flatMap((row) => row.cells)))
  const count = (isCounted: (cell: Cell) => boolean): number => cells.filter(isCounted).length
  const violated = count((cell) => cell.violated > 0)
  const held = count((cell) => cell.violated === 0 && cell.held > 0)
  const tested = held + violated
  return { held, violated, tested, untested: cells.length - tested, points: tested === 0 ? undefined : Math.floor((100 * held) / tested) }
}

/** The formula of a score, with its values. */
export function formulaOf({ held, tested }: Score): string {
  return `pairs held ÷ pairs tested = ${held} ÷ ${tested}`
}

/** The explanation of a score. */
export const scoreExplained = `A pair is one property under one of ${faultClasses.length} classes of faults. It is tested if a run with such a fault exercised the property, and held if no such run violated it.`

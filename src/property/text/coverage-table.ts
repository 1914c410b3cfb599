import type { Covered } from '../report/coverage.ts'
import type { Exercise } from '../report/exercise.ts'
import { formatExercise } from './format-exercise.ts'
import { neverFiredInWords } from './never-fired-in-words.ts'

/**
 * Formats the coverage as a table: one row per fault, one column per kind of call and ending, and the
 * number of runs in each cell. The last rows count the faults that never fired, and the exercised share of all possible failures.
 * @example
 * console.log(coverageTable(await survives(chaos, app)))
 */
export function coverageTable({
  coverage,
  neverFired,
  exercise = [],
}: {
  readonly coverage: readonly Covered[]
  readonly neverFired: readonly string[]
  readonly exercise?: readonly Exercise[]
}): string {
  const columns = [...new Set(coverage.map(columnOf))].toSorted()
  const faults = [...new Set(coverage.map(({ fault }) => fault))]
  const width = Math.max(0, ...faults.map((name) => name.length))
  const idle = neverFiredInWords(neverFired)
  const tried = formatExercise(exercise)
  const rows = faults.map((fault) => {
    const cells = columns.map((column) => {
      const found = coverage.filter((covered) => covered.fault === fault && columnOf(covered) === column)
      const runs = found.reduce((sum, covered) => sum + covered.runs, 0)
      return String(runs === 0 ? '.' : runs).padStart(4)
    })
    return `${fault.padEnd(width)}${cells.join('')}`
  })
  return [
    ...columns.map((column, index) => `${' '.repeat(width)}${'   |'.repeat(index)}${String(index + 1).padStart(4)}  ${column}`),
    ...rows,
    ...(idle === undefined ? [] : [idle]),
    ...(tried === undefined ? [] : [`tried ${tried}`]),
  ].join('\n')
}

function columnOf({ site, place }: Covered): string {
  return `${site}, ${place}`
}

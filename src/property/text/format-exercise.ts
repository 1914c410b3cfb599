import type { Exercise } from '../report/exercise.ts'

/** How many kinds of calls are listed. */
const named = 2
const attempts = { 1: 'first attempts', 2: 'first retries', 3: 'later retries' } as const

/**
 * Formats the exercised share of all possible failures in a search, and the kinds of calls with the least coverage.
 * @returns `undefined` if nothing could fail
 * @example
 * const { exercise } = await survives(chaos, ({ signal }) => ask('Where is my parcel?', { signal }))
 * console.log(formatExercise(exercise))
 */
export function formatExercise(exercise: readonly Exercise[]): string | undefined {
  if (exercise.length === 0) return undefined
  const groups = [...Map.groupBy(exercise, ({ site, attempt }) => `${attempts[attempt]} of ${site}`)]
  const least = groups
    .map(([name, cells]) => ({ name, tried: triedAmong(cells), all: cells.length }))
    .filter(({ tried, all }) => tried < all)
    .toSorted((one, other) => one.tried / one.all - other.tried / other.all)
    .slice(0, named)
  const of = `${triedAmong(exercise)} of ${exercise.length} combinations of call, attempt, phase and fault class`
  return groups.length === 1 || least.length === 0
    ? of
    : `${of}; least tried: ${least.map(({ name, tried, all }) => `${name} (${tried} of ${all})`).join(', ')}`
}

function triedAmong(exercise: readonly Exercise[]): number {
  return exercise.filter(({ runs }) => runs > 0).length
}

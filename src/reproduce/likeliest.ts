import { isGeneral } from './clues.ts'
import type { Symptom } from './symptom-index.ts'

/** A fault that explains a symptom. */
export interface Candidate {
  readonly fault: string
  /** How many of the compared errors followed this fault, and how many there are. */
  readonly count: number
  readonly of: number
  readonly clients: readonly string[]
  /** The clues that all compared errors have. */
  readonly clues: readonly string[]
  /** A clue that the symptom lacks and that errors after this fault mostly have, unlike the compared errors after other faults. */
  readonly missing: string | undefined
}

/**
 * The faults after which clients showed an error like this one, likeliest first: those of the errors with the most of its clues, then those
 * of errors with fewer of them. Empty if its clues are unknown, or if any bug of an app can show
 * them.
 */
export function likeliest(clues: ReadonlySet<string>, symptoms: readonly Symptom[]): Candidate[] {
  const found = levels(clues, symptoms).toReversed()
  if (found.every((level) => level.clues.every(isGeneral))) return []
  const candidates = new Map<string, Candidate>()
  for (const candidate of found.flatMap((level) => candidatesOf(level, clues)))
    if (!candidates.has(candidate.fault)) candidates.set(candidate.fault, candidate)
  return [...candidates.values()]
}

interface Level {
  readonly clues: readonly string[]
  readonly symptoms: readonly Symptom[]
}

/** Ever fewer symptoms: each level has one more of the clues. A clue that no remaining symptom has does not count. */
function levels(clues: ReadonlySet<string>, symptoms: readonly Symptom[]): Level[] {
  const found: Level[] = []
  let level: Level = { clues: [], symptoms }
  for (const clue of byStrength(clues, symptoms)) {
    const left = level.symptoms.filter((symptom) => symptom.clues.has(clue))
    if (left.length === 0) continue
    level = { clues: [...level.clues, clue], symptoms: left }
    found.push(level)
  }
  return found
}

/** The known clues, first those that point to the fewest faults. */
function byStrength(clues: ReadonlySet<string>, symptoms: readonly Symptom[]): string[] {
  const strengths = [...clues].flatMap((clue) => {
    const having = symptoms.filter((symptom) => symptom.clues.has(clue))
    return having.length === 0 ? [] : [{ clue, strength: uncertaintyOf(countsOf(having)) }]
  })
  return strengths.toSorted((a, b) => a.strength - b.strength).map(({ clue }) => clue)
}

/** The entropy of the faults, in bits. Few errors count as less certain. */
function uncertaintyOf(counts: ReadonlyMap<string, number>): number {
  const all = sumOf(counts)
  const entropy = [...counts.values()].reduce((sum, count) => sum - (count / all) * Math.log2(count / all), 0)
  return entropy + 3 / all
}

function countsOf(symptoms: readonly Symptom[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { seen } of symptoms) for (const { fault, count } of seen) counts.set(fault, (counts.get(fault) ?? 0) + count)
  return counts
}

function candidatesOf({ clues, symptoms }: Level, all: ReadonlySet<string>): Candidate[] {
  const counts = countsOf(symptoms)
  const of = sumOf(counts)
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([fault, count]) => ({ fault, count, of, clients: clientsOf(fault, symptoms), clues, missing: missingOf(fault, symptoms, all) }))
}

function clientsOf(fault: string, symptoms: readonly Symptom[]): string[] {
  return [...new Set(symptoms.flatMap(({ seen }) => seen.filter((one) => one.fault === fault).map(({ client }) => client)))]
}

/** How much more often a clue must be seen after a fault than after others, as a share of their errors. */
const leastDifference = 0.3

function missingOf(fault: string, symptoms: readonly Symptom[], clues: ReadonlySet<string>): string | undefined {
  const lacking = new Set(symptoms.flatMap((symptom) => [...symptom.clues]).filter((clue) => !clues.has(clue)))
  const best = [...lacking]
    .map((clue) => ({ clue, difference: differenceOf(clue, fault, symptoms) }))
    .toSorted((a, b) => b.difference - a.difference)[0]
  return best !== undefined && best.difference >= leastDifference ? best.clue : undefined
}

function differenceOf(clue: string, fault: string, symptoms: readonly Symptom[]): number {
  const having = countsOf(symptoms.filter((symptom) => symptom.clues.has(clue)))
  const [counts, withClue] = [countsOf(symptoms), having.get(fault) ?? 0]
  const own = counts.get(fault)!
  const [others, othersWithClue] = [sumOf(counts) - own, sumOf(having) - withClue]
  return withClue / own - (others === 0 ? 0 : othersWithClue / others)
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

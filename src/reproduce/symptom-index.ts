import { cluesIn } from './clues.ts'

/** An error that a client showed after a fault. */
export interface ObservedError {
  readonly client: string
  /** The fault as on the command line. */
  readonly fault: string
  /** The error with its causes, as a log shows it. */
  readonly text: string
}

/** A set of clues, and after which faults clients showed exactly these. */
export interface Symptom {
  readonly clues: ReadonlySet<string>
  readonly seen: readonly Seen[]
}

interface Seen {
  readonly fault: string
  readonly client: string
  readonly count: number
}

/** A clue of fewer errors is most likely a part of one answer, such as an id. */
const leastSeen = 2

/** Groups errors by their clues. */
export function symptomsOf(errors: readonly ObservedError[]): Symptom[] {
  const read = errors.map((error) => ({ ...error, clues: cluesIn(error.text) }))
  const counts = counted(read.flatMap(({ clues }) => [...clues]))
  const known = read.map(({ clues, ...error }) => ({
    ...error,
    clues: [...clues].filter((clue) => counts.get(clue)! >= leastSeen).toSorted(),
  }))
  return [...Map.groupBy(known, ({ clues }) => clues.join('\n')).values()].map((alike) => ({
    clues: new Set(alike[0]!.clues),
    seen: [...Map.groupBy(alike, ({ fault, client }) => `${fault}\n${client}`).values()].map((same) => ({
      fault: same[0]!.fault,
      client: same[0]!.client,
      count: same.length,
    })),
  }))
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

import { cluesIn } from './clues.ts'
import { likeliest, type Candidate } from './likeliest.ts'
import { matrixSymptoms } from './matrix-symptoms.ts'
import { unpacked } from './packed.ts'

export type { Candidate } from './likeliest.ts'

/** The matrix's result for an error. */
export interface Finding {
  /** The clues that were found in the text. */
  readonly clues: readonly string[]
  /** The number of errors that it was compared with. */
  readonly compared: number
  readonly candidates: readonly Candidate[]
}

/** Looks up the likeliest faults of an error in a text, such as a stack trace or lines of a log. */
export function faultsOf(text: string): Finding {
  const clues = cluesIn(text)
  const symptoms = unpacked(matrixSymptoms)
  const compared = symptoms.reduce((sum, { seen }) => sum + seen.reduce((own, { count }) => own + count, 0), 0)
  return { clues: [...clues], compared, candidates: likeliest(clues, symptoms) }
}

/** The result of a program. */
export interface Ran {
  /** `undefined` if it had to be ended. */
  readonly code: number | undefined
  readonly printed: string
  readonly errors: string
}

/** The outcome for its user, as a letter in the table. */
export type Outcome = 'R' | 'R+' | 'H' | 'E' | '0' | 'T'

export const legend: Readonly<Record<Outcome, string>> = {
  R: 'complete answer',
  'R+': 'part of an answer and the complete answer',
  H: 'part of an answer, exit code 0',
  E: 'error',
  0: 'nothing, exit code 0',
  T: 'ended after its time',
}

/** @param complete the complete answer */
export function outcomeOf({ code, printed }: Ran, complete: string): Outcome {
  if (code === undefined) return 'T'
  if (code !== 0) return 'E'
  const text = printed.trim()
  if (text === complete) return 'R'
  if (text.endsWith(complete)) return 'R+'
  return text === '' ? '0' : 'H'
}

import type { ProblemKind } from '../../src/engine/model/problem.ts'

/** The record in the journal for a call that one fault refused before the model was called. */
export function refused(
  fault: string,
  problem: { readonly kind: ProblemKind; readonly permanent: boolean; readonly status: number },
): object {
  const { kind, permanent, status } = problem
  return { status, ending: 'refused', truth: undefined, received: '', deltas: 0, fired: [{ fault }], problem: { kind, permanent } }
}

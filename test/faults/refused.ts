import type { ProblemKind } from '../../src/engine/model/problem.ts'

/** What the journal says of a call that one fault refused before the model was asked. */
export function refused(
  fault: string,
  problem: { readonly kind: ProblemKind; readonly permanent: boolean; readonly status: number },
): object {
  const { kind, permanent, status } = problem
  return { status, ending: 'refused', truth: undefined, received: '', deltas: 0, fired: [{ fault }], problem: { kind, permanent } }
}

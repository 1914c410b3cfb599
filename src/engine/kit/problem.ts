import type { Problem, ProblemKind } from '../model/problem.ts'

/** What an account may do in a minute where no fault says otherwise: far more than a test does. */
export const usualLimits = { requests: 10_000, tokens: 2_000_000 } as const

const permanentKinds: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'bad-request',
  'context-length-exceeded',
  'authentication',
  'billing',
  'permission',
  'model-not-found',
  'not-found',
  'request-too-large',
  'unprocessable',
  'quota-exhausted',
])

/** Whether the same request can never succeed, however often it is sent again. */
export function isPermanent(problem: Pick<Problem, 'kind'>): boolean {
  return permanentKinds.has(problem.kind)
}

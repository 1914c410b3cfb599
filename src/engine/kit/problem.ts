import type { Problem, ProblemKind } from '../model/problem.ts'

/** The default rate limits of an account, per minute: far more than a test uses. A fault can set others. */
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

/** Returns whether the same request can never succeed, however often it is sent. */
export function isPermanent({ kind, passes }: Pick<Problem, 'kind' | 'passes'>): boolean {
  return passes !== true && permanentKinds.has(kind)
}

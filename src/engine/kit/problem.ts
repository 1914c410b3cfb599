import type { Problem, ProblemKind } from '../model/problem.ts'

/** The default rate limits of an account, per minute: far more than a test uses. A fault can set others. */
export const defaultLimits = { requests: 10_000, tokens: 2_000_000 } as const

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

const kindsOfStatus: Readonly<Record<number, ProblemKind>> = {
  401: 'authentication',
  402: 'billing',
  403: 'permission',
  404: 'not-found',
  408: 'request-timeout',
  409: 'conflict',
  413: 'request-too-large',
  422: 'unprocessable',
  429: 'rate-limit-requests',
  502: 'bad-gateway',
  503: 'unavailable',
  504: 'gateway-timeout',
}

/** Returns the kind of failure that an HTTP status reports. `undefined` if it reports no failure. */
export function kindOfStatus(status: number): ProblemKind | undefined {
  if (status < 400) return undefined
  return kindsOfStatus[status] ?? (status < 500 ? 'bad-request' : 'server-error')
}

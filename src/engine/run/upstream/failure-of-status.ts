import type { Problem, ProblemKind } from '../../model/problem.ts'

const kinds: Readonly<Record<number, ProblemKind>> = {
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
  529: 'overloaded',
}

/** Returns the problem in an upstream's status and `retry-after`. `undefined` if it succeeded. */
export function failureOfStatus(status: number, headers: Readonly<Record<string, string>>, now: number): Problem | undefined {
  if (status < 400) return undefined
  const kind = kinds[status] ?? (status < 500 ? 'bad-request' : 'server-error')
  const retryAfter = waitOf(headers, now)
  return retryAfter === undefined ? { kind } : { kind, retryAfter }
}

/** Returns the wait in ms. A `retry-after` is in seconds, or a date. */
function waitOf(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const inMilliseconds = Number.parseFloat(headers['retry-after-ms'] ?? '')
  if (inMilliseconds >= 0) return inMilliseconds
  const text = headers['retry-after']
  if (text === undefined) return undefined
  const wait = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}

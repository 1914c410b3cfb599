import type { Problem } from '../../engine/model/problem.ts'

/**
 * Returns the headers about whether and when to retry: `retry-after`, `retry-after-ms`, `x-should-retry`.
 * @param date the time of the response, in ms since 1970
 * @example
 * retryHeaders({ kind: 'overloaded', retryAfter: 1_500 }, 0) // => { 'retry-after': '2' }
 */
export function retryHeaders(problem: Problem, date: number): Readonly<Record<string, string>> {
  const { shouldRetry, retryAfterText } = problem
  return {
    ...(retryAfterText === undefined ? retryAfterHeaders(problem, date) : { 'retry-after': retryAfterText }),
    ...(shouldRetry === undefined ? {} : { 'x-should-retry': String(shouldRetry) }),
  }
}

/** When to retry, in the form required by the problem. */
function retryAfterHeaders({ retryAfter, retryAfterForm = 'seconds' }: Problem, date: number): Readonly<Record<string, string>> {
  if (retryAfter === undefined) return {}
  switch (retryAfterForm) {
    case 'seconds':
      return { 'retry-after': String(Math.ceil(retryAfter / 1_000)) }
    case 'date':
      return { 'retry-after': new Date(Math.ceil((date + retryAfter) / 1_000) * 1_000).toUTCString() }
    case 'milliseconds':
      return { 'retry-after-ms': String(Math.ceil(retryAfter)) }
  }
}

import type { Problem } from '../engine/problem.ts'

/** The headers by which a provider says when to come back, in the form that the problem asks for. */
export function retryAfterHeaders({ retryAfter, retryAfterForm = 'seconds' }: Problem, date: number): Readonly<Record<string, string>> {
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

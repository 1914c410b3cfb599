import { authenticationFailed, overloaded, paymentRequired, quotaExhausted, rateLimited } from '../../../faults/index.ts'
import type { Injection, Provider } from '../../../src/index.ts'
import { ask, emulating } from './ask.ts'
import type { EndpointNote } from './note.ts'

/** The failures in the table, each with its column. */
export const failures: readonly (readonly [column: string, make: () => Injection])[] = [
  ['bad key', () => authenticationFailed()],
  ['rate limit', () => rateLimited({ retryAfter: '7s' })],
  ['overload', () => overloaded()],
  ['quota', () => quotaExhausted()],
  ['payment', () => paymentRequired()],
]

/** How a provider was seen to fail: the status of each failure, then whether headers give the retry time and the remaining limits. */
export async function failureRow(provider: Provider, note: Pick<EndpointNote, 'path' | 'headers' | 'body'>): Promise<readonly string[]> {
  return emulating(provider, async (chaos) => {
    const statuses: string[] = []
    for (const [, make] of failures) {
      chaos.reset()
      chaos.inject(make())
      statuses.push(String((await ask(provider, note)).status))
    }
    chaos.reset()
    chaos.inject(rateLimited({ retryAfter: '7s' }))
    const { headers } = await ask(provider, note)
    const names = [...headers.keys()]
    return [...statuses, names.includes('retry-after') ? '●' : '–', names.some((name) => /ratelimit|call-limit/.test(name)) ? '●' : '–']
  })
}

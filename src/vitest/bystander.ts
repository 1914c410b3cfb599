import { BrownoutError } from '../engine/base/errors.ts'
import { ownerOf } from '../gateway/known-hosts.ts'
import { intercept } from '../intercept/network.ts'
import { refusal } from '../gateway/refusal.ts'

/**
 * Watches over a test that may not have asked for the chaos: vitest sets up only what a test names, and without the chaos a
 * call to a provider would be a real one. Where a chaos is there, it answers first.
 * @throws BrownoutError where a provider was called and no chaos was there
 */
export async function amongBystanders(use: () => Promise<void>): Promise<void> {
  const troubles = new Set<string>()
  const release = intercept({
    handlers: [],
    gateway: {
      knows: (url) => ownerOf(url.hostname) !== undefined,
      async answer({ method, url }) {
        const message = `Nothing answers ${method} ${url.href}: this test does not ask for the chaos. Write it as test('...', async ({ chaos }) => { ... }).`
        troubles.add(message)
        return refusal('unhandled_request', message)
      },
    },
    escaped: ({ message }) => void troubles.add(message),
  })
  try {
    await use()
  } finally {
    release()
  }
  if (troubles.size > 0) throw new BrownoutError([...troubles].join('\n'))
}

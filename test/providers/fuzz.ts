import fc from 'fast-check'
import { expect } from 'vitest'
import { anthropic, azure, bedrock, brownout, cohere, gemini, mistral, ollama, openai, openrouter, vercel } from '../../src/index.ts'
import { fuzzedRequest } from './fuzzed-requests.ts'

const longest = 1_000_000

/**
 * Sends nearly right requests to every endpoint: each is answered, or refused in its provider's own form, and never by brownout.
 * @returns how many requests had each status
 */
export async function fuzz(numRuns: number): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>()
  const chaos = brownout({
    providers: [openai(), anthropic(), gemini(), azure(), bedrock(), mistral(), cohere(), ollama(), openrouter(), vercel()],
  })
  const release = chaos.intercept()
  try {
    await fc.assert(
      fc.asyncProperty(fuzzedRequest, async ({ url, headers, text }) => {
        chaos.reset()
        const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text })
        const body = await response.text()
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
        expect(body.length).toBeLessThan(longest)
        if (response.status !== 200) expect(JSON.parse(body)).toBeTypeOf('object')
        // A schema that no value matches has no answer, and brownout says so.
        if (chaos.journal.bugs[0]?.message.startsWith('Cannot make a value') === true) return
        expect(response.headers.get('x-brownout')).toBeNull()
        expect(chaos.journal.bugs).toEqual([])
      }),
      { numRuns },
    )
    return statuses
  } finally {
    release()
  }
}

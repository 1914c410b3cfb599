import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type OpenAI from 'openai'
import { describe } from 'vitest'
import { quotaExhausted, rateLimited, stalledStream, truncatedStream } from '../../faults/index.ts'
import { brownout, virtualTime, type Chaos } from '../../src/index.ts'
import { verdictsOf } from '../../src/property/index.ts'
import { mcp } from '../../src/providers/mcp/index.ts'
import { expect, withChaos } from '../../src/vitest/index.ts'
import { askOpenAI, openaiClient, sleep, streamOpenAI } from './apps.ts'

const test = withChaos({ clientBehavior: 'ignore' })

/** The verdict on one rule. */
function told(chaos: Chaos, rule: string): string {
  const { verdict } = verdictsOf(chaos.journal).find((each) => each.rule === rule)!
  return verdict.type === 'violated' ? verdict.how : verdict.type
}

async function goOn(said: string, next: string, client: OpenAI = openaiClient()): Promise<void> {
  await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'user', content: 'Where is my parcel?' },
      { role: 'assistant', content: said },
      { role: 'user', content: next },
    ],
  })
}

describe('the verdict on a journal', () => {
  test('names a client that retried too early', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(1))
    await askOpenAI().catch(() => {})
    await sleep(1_000)
    await askOpenAI()
    expect(told(chaos, 'honors-retry-after')).toBe('openai answered call 1 at 0ms with a Retry-After of 20s, and call 2 began after 1s')
  })

  test('reports that a rule was kept if a call exercised it', async ({ chaos }) => {
    chaos.inject(rateLimited({ retryAfter: '20s' }).first(1))
    await askOpenAI().catch(() => {})
    await sleep(20_000)
    await askOpenAI()
    expect(told(chaos, 'honors-retry-after')).toBe('held')
  })

  test('names a client that repeated a permanently refused request', async ({ chaos }) => {
    chaos.inject(quotaExhausted())
    await askOpenAI(openaiClient({ maxRetries: 2 })).catch(() => {})
    expect(told(chaos, 'no-retry-of-permanent')).toBe(
      'openai answered call 1 with quota-exhausted, and got the same request 2 more times, the last as call 3',
    )
  })

  test('names a stream that was left open', async ({ chaos }) => {
    chaos.inject(stalledStream({ afterDeltas: 1 }))
    const gaveUp = Promise.race([streamOpenAI(), sleep(5_000)])
    await gaveUp
    expect(told(chaos, 'closes-streams')).toBe('call 1, to openai, which began at 0ms, was still open when the test was over')
  })

  test('finds nothing wrong with a client that listens to a tool server', async () => {
    const url = 'https://shop.example/mcp'
    const chaos = brownout({ providers: [mcp({ name: 'shop', url, tools: {} })] })
    const release = chaos.intercept()
    const client = new Client({ name: 'test', version: '1.0.0' })
    await virtualTime(() => client.connect(new StreamableHTTPClientTransport(new URL(url)))).finally(release)
    expect(chaos.journal.calls.map(({ endpoint, ending }) => [endpoint, ending])).toContainEqual(['stream', undefined])
    expect(told(chaos, 'closes-streams')).toBe('held')
    await client.close()
  })

  test('finds nothing wrong with a stream that was read, or left', async ({ chaos }) => {
    await streamOpenAI()
    expect(told(chaos, 'closes-streams')).toBe('held')
  })

  test('names a truncated answer that the next prompt builds on', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }).first(1))
    const { text } = await streamOpenAI()
    await goOn(text, 'Thank you. And the other one?')
    expect(told(chaos, 'builds-on-complete-answers')).toMatch(
      /^the answer of openai to call 1 was truncated after ".+", and the prompt of call 2 uses it/,
    )
  })

  test('allows a request for the rest of a truncated answer', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }).first(1))
    const { text } = await streamOpenAI()
    await goOn(text, 'Please continue.')
    expect(told(chaos, 'builds-on-complete-answers')).toBe('inconclusive')
  })

  test('counts rules without a matching call as inconclusive, not as kept', async ({ chaos }) => {
    await askOpenAI()
    expect(verdictsOf(chaos.journal).map(({ verdict }) => verdict.type)).toEqual(Array.from({ length: 6 }, () => 'inconclusive'))
  })
})

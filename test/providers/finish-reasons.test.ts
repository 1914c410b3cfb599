import { describe, expect, test } from 'vitest'
import { dialects } from '../../docs/generate/dialects/index.ts'
import type { Dialect } from '../../docs/generate/dialects/dialect.ts'
import { brownout, virtualTime, type FinishReason } from '../../src/index.ts'

/** What a client reads of an answer that ends for a reason, and what the journal records as the reason. */
async function answered(dialect: Dialect, reason: FinishReason, stream: boolean): Promise<{ read: string; recorded: unknown }> {
  const answers = () => ({ parts: [{ type: 'text', text: 'It comes tomorrow.' }] as const, finish: reason })
  const chaos = brownout({ seed: 'tuesday', providers: [dialect.provider()], answers })
  const bodies: Promise<string>[] = []
  const release = chaos.intercept()
  const intercepted = globalThis.fetch
  globalThis.fetch = async (...request) => {
    const response = await intercepted(...request)
    bodies.push(response.clone().text())
    return response
  }
  try {
    await virtualTime(() => dialect.ask({ stream }).catch(() => undefined), { seed: 'tuesday' })
    return { read: (await Promise.all(bodies)).join('\n'), recorded: chaos.journal.calls[0]!.finish }
  } finally {
    globalThis.fetch = intercepted
    release()
  }
}

const inWords = dialects.filter(({ operation }) => operation === undefined)

describe.each(inWords)('the finish reasons of $name', (dialect) => {
  test.each([
    { reason: 'length', stream: true },
    { reason: 'length', stream: false },
    { reason: 'content-filter', stream: true },
    { reason: 'content-filter', stream: false },
  ] as const)('are recorded as a client can read them: $reason, streamed: $stream', async ({ reason, stream }) => {
    const usual = await answered(dialect, 'stop', stream)
    const { read, recorded } = await answered(dialect, reason, stream)
    expect(usual.read).not.toBe('')
    expect(recorded).toBe(read === usual.read ? 'stop' : reason)
  })
})

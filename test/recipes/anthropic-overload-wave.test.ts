import Anthropic from '@anthropic-ai/sdk'
import { describe, expect } from 'vitest'
import { anthropicOverloadWave } from '../../recipes/index.ts'
import type { JournalCall } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

/** The backoff of a client does not matter here. */
const test = withChaos({ clientBehavior: 'ignore' })

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** Makes a call every second for the given minutes, and reads every answer to its end. */
async function askFor(minutes: number): Promise<void> {
  const end = Date.now() + minutes * 60_000
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  for (let asked = 0; Date.now() < end; asked++) {
    await client.messages
      .stream({ model: 'claude-sonnet-4-6', max_tokens: 100, messages: [{ role: 'user', content: `Is it ${asked} yet?` }] })
      .done()
      .catch(() => undefined)
    await sleep(1_000)
  }
}

function share(calls: readonly JournalCall[], of: (call: JournalCall) => boolean): number {
  return calls.filter(of).length / calls.length
}

describe('anthropic-overload-wave', () => {
  test('refuses six calls in ten on its plateau, breaks some answers off, and passes', { timeout: 30_000 }, async ({ chaos }) => {
    chaos.play(anthropicOverloadWave())
    await askFor(25)
    const between = (from: number, to: number): JournalCall[] =>
      chaos.journal.calls.filter(({ startedAt }) => startedAt >= from * 60_000 && startedAt < to * 60_000)
    const plateau = between(3, 18)
    expect(share(plateau, ({ status }) => status === 529)).toBeCloseTo(0.6, 1)
    expect(
      share(
        plateau.filter(({ status }) => status === 200),
        ({ ending }) => ending === 'truncated',
      ),
    ).toBeCloseTo(0.1, 1)
    expect(
      share(
        plateau.filter(({ status }) => status === 529),
        ({ problem }) => problem?.retryAfter !== undefined,
      ),
    ).toBeCloseTo(0.2, 1)
    expect(share(between(0, 1), ({ status }) => status === 529)).toBeLessThan(share(between(2, 3), ({ status }) => status === 529))
    expect(between(23, 25).every(({ ending }) => ending === 'complete')).toBe(true)
  })
})

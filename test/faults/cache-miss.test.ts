import { describe, expect } from 'vitest'
import { cacheMiss } from '../../faults/cache-miss.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { test, truth } from './bench.ts'
import { completion, message } from './replies.ts'

const cachedTest = withChaos({
  seed: 'tuesday',
  unfiredFaults: 'ignore',
  answers: () => ({ parts: [{ type: 'text', text: truth }], usage: { cachedInputTokens: 6 } }),
})

describe('cacheMiss', () => {
  cachedTest('bills the complete prompt in full with the SDK of OpenAI', async ({ chaos }) => {
    const usual = (await completion()).usage!
    expect(usual.prompt_tokens_details!.cached_tokens).toBe(6)
    chaos.inject(cacheMiss())
    const missed = (await completion()).usage!
    expect(missed.prompt_tokens_details!.cached_tokens).toBe(0)
    expect(missed.prompt_tokens).toBe(usual.prompt_tokens)
    expect(chaos.journal.calls[1]).toMatchObject({
      received: truth,
      truth,
      usage: { cachedInputTokens: 0 },
      fired: [{ fault: 'cache-miss' }],
    })
  })

  cachedTest('bills the complete prompt in full with the SDK of Anthropic', async ({ chaos }) => {
    const usual = (await message()).usage
    expect(usual.cache_read_input_tokens).toBe(6)
    chaos.inject(cacheMiss())
    const missed = (await message()).usage
    expect(missed.cache_read_input_tokens).toBe(0)
    expect(missed.input_tokens).toBe(usual.input_tokens + 6)
  })

  test('does not fire if nothing is cached', async ({ chaos }) => {
    chaos.inject(cacheMiss())
    await completion()
    expect(chaos.neverFired).toHaveLength(1)
  })
})

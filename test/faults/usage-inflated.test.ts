import { describe, expect } from 'vitest'
import { usageInflated } from '../../faults/usage-inflated.ts'
import { test, truth } from './bench.ts'
import { completion, message } from './replies.ts'

describe('usageInflated', () => {
  test.for([
    [usageInflated(), 10],
    [usageInflated({ factor: 1.35 }), 1.35],
  ] as const)('multiplies the tokens of prompt and answer, rounded up (%#)', async ([injection, factor], { chaos }) => {
    const usual = [await completion(), await message()] as const
    chaos.inject(injection)
    const inflated = [await completion(), await message()] as const
    expect(inflated[0].choices[0]!.message.content).toBe(truth)
    expect(inflated[0].usage).toMatchObject({
      prompt_tokens: Math.ceil(usual[0].usage!.prompt_tokens * factor),
      completion_tokens: Math.ceil(usual[0].usage!.completion_tokens * factor),
    })
    expect(inflated[1].usage).toMatchObject({
      input_tokens: Math.ceil(usual[1].usage.input_tokens * factor),
      output_tokens: Math.ceil(usual[1].usage.output_tokens * factor),
    })
    expect(chaos.journal).toHaveFired('usage-inflated', { times: 2 })
  })

  test('does not fire if the tokens are counted once', async ({ chaos }) => {
    chaos.inject(usageInflated({ factor: 1 }))
    await completion()
    expect(chaos.neverFired).toHaveLength(1)
  })
})

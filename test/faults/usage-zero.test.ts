import { describe, expect } from 'vitest'
import { usageZero } from '../../faults/usage-zero.ts'
import { test, truth } from './bench.ts'
import { completion, message, response } from './replies.ts'

describe('usageZero', () => {
  test('reports that the response cost nothing', async ({ chaos }) => {
    chaos.inject(usageZero())
    const { choices, usage } = await completion()
    expect(choices[0]!.message.content).toBe(truth)
    expect(usage).toMatchObject({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 })
    expect((await response()).usage).toMatchObject({ input_tokens: 0, output_tokens: 0, total_tokens: 0 })
    expect((await message()).usage).toMatchObject({ input_tokens: 0, output_tokens: 0 })
    const call = { ending: 'complete', received: truth, usage: { inputTokens: 0, outputTokens: 0 }, fired: [{ fault: 'usage-zero' }] }
    expect(chaos.journal.calls).toMatchObject([call, call, call])
  })

  test('does not fire if the response already reports that', async ({ chaos }) => {
    chaos.inject(usageZero(), usageZero())
    await completion()
    expect(chaos.neverFired).toHaveLength(1)
  })
})

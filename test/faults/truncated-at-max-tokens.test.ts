import { describe, expect } from 'vitest'
import { truncatedAtMaxTokens } from '../../faults/truncated-at-max-tokens.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { clients, hear, pieces, test, truth } from './bench.ts'
import { completion, message } from './replies.ts'
import { order, structured, test as structuredTest } from './structured.ts'

describe.for(clients)('truncatedAtMaxTokens with $name', ({ ask, stream }) => {
  test.for([0, 1, pieces.length - 1])('keeps %i deltas', async (after, { chaos }) => {
    chaos.inject(truncatedAtMaxTokens({ after }))
    const said = pieces.slice(0, after)
    expect(await hear(stream())).toEqual({ pieces: said, error: undefined })
    expect((await ask()) || '').toBe(said.join(''))
    const call = { ending: 'complete', received: said.join(''), truth, finish: 'length', fired: [{ fault: 'truncated-at-max-tokens' }] }
    expect(chaos.journal.calls).toMatchObject([call, call])
  })

  test('does not fire for an answer that has no more deltas', async ({ chaos }) => {
    chaos.inject(truncatedAtMaxTokens({ after: pieces.length }))
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('truncatedAtMaxTokens', () => {
  test('sets the finish reason, and bills the text that was sent', async ({ chaos }) => {
    const usual = await completion()
    chaos.inject(truncatedAtMaxTokens({ after: 2 }))
    const cut = await completion()
    expect(cut.choices[0]!.finish_reason).toBe('length')
    expect(cut.usage!.completion_tokens).toBeLessThan(usual.usage!.completion_tokens)
    expect((await message()).stop_reason).toBe('max_tokens')
  })

  structuredTest.for(structured)('truncates JSON in its middle, by $name', async ({ ask }, { chaos }) => {
    chaos.inject(truncatedAtMaxTokens({ after: 3 }))
    const json = await ask()
    expect(JSON.stringify(order).startsWith(json)).toBe(true)
    expect(() => JSON.parse(json) as unknown).toThrow(SyntaxError)
  })

  test('keeps five deltas by default', async ({ chaos }) => {
    chaos.inject(truncatedAtMaxTokens())
    await completion()
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ fault: 'truncated-at-max-tokens', parameters: { after: 5 } }])
  })

  const reasoningTest = withChaos({
    seed: 'tuesday',
    answers: () => ({
      parts: [
        { type: 'reasoning', text: 'They ask about returns, which are in the terms.' },
        { type: 'text', text: truth },
      ],
    }),
  })

  reasoningTest('does not count what the model thinks', async ({ chaos }) => {
    chaos.inject(truncatedAtMaxTokens({ after: 2 }))
    expect((await completion()).choices[0]!.message.content).toBe('You can')
  })
})

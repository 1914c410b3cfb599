import { describe, expect } from 'vitest'
import { reasoningEatsBudget } from '../../faults/reasoning-eats-budget.ts'
import { clients, hear, test, truth } from './bench.ts'
import { completion, message } from './replies.ts'

describe.for(clients)('reasoningEatsBudget with $name', ({ ask, stream }) => {
  test('has no text, with the status of an answer', async ({ chaos }) => {
    chaos.inject(reasoningEatsBudget())
    expect((await ask()) || '').toBe('')
    expect(await hear(stream())).toEqual({ pieces: [], error: undefined })
    const call = { status: 200, ending: 'complete', received: '', truth, finish: 'length', fired: [{ fault: 'reasoning-eats-budget' }] }
    expect(chaos.journal.calls).toMatchObject([call, call])
  })
})

describe('reasoningEatsBudget', () => {
  test.for([
    [reasoningEatsBudget(), 2_000],
    [reasoningEatsBudget({ tokens: 4_000 }), 4_000],
  ] as const)('bills the given number of tokens, all of them for reasoning (%#)', async ([injection, tokens], { chaos }) => {
    chaos.inject(injection)
    const { choices, usage } = await completion()
    expect(choices[0]!.finish_reason).toBe('length')
    expect(usage).toMatchObject({ completion_tokens: tokens, completion_tokens_details: { reasoning_tokens: tokens } })
  })

  test('uses up the limit of the app, if it sets one', async ({ chaos }) => {
    chaos.inject(reasoningEatsBudget({ tokens: 4_000 }))
    expect((await completion({ max_completion_tokens: 200 })).usage!.completion_tokens).toBe(200)
    expect(await message({ max_tokens: 300 })).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 300 } })
  })
})

import { describe, expect } from 'vitest'
import { emptyAnswer } from '../../faults/empty-answer.ts'
import { clients, hear, test, truth } from './bench.ts'
import { completion, message, response } from './replies.ts'

describe.for(clients)('emptyAnswer with $name', ({ ask, stream }) => {
  test('has no text, and ends normally', async ({ chaos }) => {
    chaos.inject(emptyAnswer())
    expect((await ask()) || '').toBe('')
    expect(await hear(stream())).toEqual({ pieces: [], error: undefined })
    const call = { status: 200, ending: 'complete', received: '', truth, deltas: 0, finish: 'stop', fired: [{ fault: 'empty-answer' }] }
    expect(chaos.journal.calls).toMatchObject([call, call])
  })
})

describe('emptyAnswer', () => {
  test('has the finish reason of a complete answer, and bills no output', async ({ chaos }) => {
    chaos.inject(emptyAnswer())
    expect(await completion()).toMatchObject({
      choices: [{ finish_reason: 'stop', message: { content: '' } }],
      usage: { completion_tokens: 0 },
    })
    expect(await response()).toMatchObject({ status: 'completed', output: [], usage: { output_tokens: 0 } })
    expect(await message()).toMatchObject({ stop_reason: 'end_turn', content: [], usage: { output_tokens: 0 } })
  })
})

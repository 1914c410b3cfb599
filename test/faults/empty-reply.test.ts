import { describe, expect } from 'vitest'
import { emptyReply } from '../../faults/empty-reply.ts'
import { clients, hear, test, truth } from './bench.ts'
import { completion, message, response } from './replies.ts'

describe.for(clients)('emptyReply with $name', ({ ask, stream }) => {
  test('has no text, and ends normally', async ({ chaos }) => {
    chaos.inject(emptyReply())
    expect((await ask()) || '').toBe('')
    expect(await hear(stream())).toEqual({ pieces: [], error: undefined })
    const call = { status: 200, ending: 'complete', received: '', truth, deltas: 0, finish: 'stop', fired: [{ fault: 'empty-reply' }] }
    expect(chaos.journal.calls).toMatchObject([call, call])
  })
})

describe('emptyReply', () => {
  test('has the finish reason of a complete answer, and bills no output', async ({ chaos }) => {
    chaos.inject(emptyReply())
    expect(await completion()).toMatchObject({
      choices: [{ finish_reason: 'stop', message: { content: '' } }],
      usage: { completion_tokens: 0 },
    })
    expect(await response()).toMatchObject({ status: 'completed', output: [], usage: { output_tokens: 0 } })
    expect(await message()).toMatchObject({ stop_reason: 'end_turn', content: [], usage: { output_tokens: 0 } })
  })
})

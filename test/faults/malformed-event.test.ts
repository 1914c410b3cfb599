import { describe, expect } from 'vitest'
import { malformedEvent } from '../../faults/malformed-event.ts'
import { aiSdkModels, hearAiSdk } from './ai-sdk.ts'
import { clients, errorOf, hear, pieces, test } from './bench.ts'

describe.for(clients)('malformedEvent with $name', ({ ask, stream }) => {
  test.for([0, 3])('is an error of syntax after %i deltas', async (afterDeltas, { chaos }) => {
    chaos.inject(malformedEvent({ afterDeltas }))
    const heard = await hear(stream())
    expect(heard.pieces).toEqual(pieces.slice(0, afterDeltas))
    expect(heard.error).toBeInstanceOf(SyntaxError)
    expect(chaos.journal.calls[0]!.received).toBe(pieces.slice(0, afterDeltas).join(''))
  })

  test('fires after three deltas by default', async ({ chaos }) => {
    chaos.inject(malformedEvent())
    expect((await hear(stream())).pieces).toEqual(pieces.slice(0, 3))
    expect(chaos.journal).toHaveFired('malformed-event')
  })

  test('truncates the body of a non-streaming answer', async ({ chaos }) => {
    chaos.inject(malformedEvent())
    expect(await errorOf(ask())).toBeInstanceOf(SyntaxError)
    expect(chaos.journal.calls).toMatchObject([{ status: 200, received: '', ending: 'truncated' }])
  })

  test('does not fire for an answer that is shorter', async ({ chaos }) => {
    chaos.inject(malformedEvent({ afterDeltas: 500 }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe.for(aiSdkModels)('malformedEvent with ai over $name', ({ model }) => {
  test('is dropped, and the answer continues without it', async ({ chaos }) => {
    chaos.inject(malformedEvent({ afterDeltas: 3 }))
    const heard = await hearAiSdk(model())
    expect(heard.pieces).toEqual(pieces.toSpliced(3, 1))
    expect(heard.errors).toHaveLength(1)
    expect(chaos.journal.calls[0]).toMatchObject({ received: pieces.toSpliced(3, 1).join(''), ending: 'complete' })
  })
})

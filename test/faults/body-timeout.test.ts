import { describe, expect } from 'vitest'
import { bodyTimeout } from '../../faults/body-timeout.ts'
import { clients, errorOf, hear, pieces, test, truth } from './bench.ts'

const timeout = { message: 'terminated', cause: { name: 'BodyTimeoutError', code: 'UND_ERR_BODY_TIMEOUT' } }

describe.for(clients)('bodyTimeout with $name', ({ ask, stream }) => {
  test('delivers the promised deltas, and throws the body timeout of undici after 300 seconds', async ({ chaos }) => {
    chaos.inject(bodyTimeout())
    const heard = await hear(stream())
    expect(heard.pieces).toEqual(pieces.slice(0, 3))
    expect(heard.error).toMatchObject(timeout)
    expect(chaos.journal.calls).toMatchObject([
      { status: 200, deltas: 3, received: pieces.slice(0, 3).join(''), truth, firstByteAt: 0, endedAt: 300_000, ending: 'reset' },
    ])
  })

  test.for([0, 1, pieces.length])('delivers %i deltas before the given time', async (afterDeltas, { chaos }) => {
    chaos.inject(bodyTimeout({ afterDeltas, after: '1m' }))
    expect((await hear(stream())).pieces).toEqual(pieces.slice(0, afterDeltas))
    expect(chaos.journal.calls).toMatchObject([{ deltas: afterDeltas, endedAt: 60_000, ending: 'reset' }])
  })

  test('is not noticed by the timeout of the client, which covers the headers only', async ({ chaos }) => {
    chaos.inject(bodyTimeout())
    expect((await hear(stream({ timeout: 10_000 }))).error).toMatchObject(timeout)
  })

  test('breaks the body of an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(bodyTimeout({ after: '1m' }))
    expect(await errorOf(ask())).toMatchObject(timeout)
    expect(chaos.journal.calls).toMatchObject([{ status: 200, endedAt: 60_000, ending: 'reset' }])
  })

  test('does not fire for an answer with fewer deltas', async ({ chaos }) => {
    chaos.inject(bodyTimeout({ afterDeltas: pieces.length + 1 }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

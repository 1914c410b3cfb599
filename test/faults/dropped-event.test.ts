import { describe, expect } from 'vitest'
import { droppedEvent } from '../../faults/dropped-event.ts'
import { clients, hear, pieces, test, truth } from './bench.ts'

describe.for(clients)('droppedEvent with $name', ({ ask, stream }) => {
  test.for([0, 3, pieces.length - 1])(
    'drops the event after %i deltas, and ends as if it were complete',
    async (afterDeltas, { chaos }) => {
      chaos.inject(droppedEvent({ afterDeltas }))
      const others = pieces.toSpliced(afterDeltas, 1)
      expect(await hear(stream())).toEqual({ pieces: others, error: undefined })
      expect(chaos.journal.calls).toMatchObject([
        { ending: 'complete', deltas: pieces.length - 1, received: others.join(''), truth, fired: [{ fault: 'dropped-event' }] },
      ])
    },
  )

  test('fires after three deltas by default', async ({ chaos }) => {
    chaos.inject(droppedEvent())
    expect((await hear(stream())).pieces).toEqual(pieces.toSpliced(3, 1))
  })

  test('does not fire for an answer with fewer deltas, or one that is not streamed', async ({ chaos }) => {
    chaos.inject(droppedEvent({ afterDeltas: pieces.length }), droppedEvent({ afterDeltas: 0 }).nth(2))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(2)
  })
})

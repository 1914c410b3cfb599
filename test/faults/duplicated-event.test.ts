import { describe, expect } from 'vitest'
import { duplicatedEvent } from '../../faults/duplicated-event.ts'
import { clients, hear, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe.for(clients)('duplicatedEvent with $name', ({ ask, stream }) => {
  test.for([0, 3, pieces.length - 1])('delivers the event after %i deltas twice', async (afterDeltas, { chaos }) => {
    chaos.inject(duplicatedEvent({ afterDeltas }))
    const twice = pieces.toSpliced(afterDeltas, 0, pieces[afterDeltas]!)
    expect(await hear(stream())).toEqual({ pieces: twice, error: undefined })
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'complete', deltas: pieces.length + 1, received: twice.join(''), truth, fired: [{ fault: 'duplicated-event' }] },
    ])
  })

  test('fires after three deltas by default', async ({ chaos }) => {
    chaos.inject(duplicatedEvent())
    expect((await hear(stream())).pieces).toEqual(pieces.toSpliced(3, 0, pieces[3]!))
  })

  test('does not fire for an answer with fewer deltas, or one that is not streamed', async ({ chaos }) => {
    chaos.inject(duplicatedEvent({ afterDeltas: pieces.length }), duplicatedEvent({ afterDeltas: 0 }).nth(2))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(2)
  })
})

describe('duplicatedEvent of the end', () => {
  test.for([
    ['finish', /"finish_reason":"stop"/g],
    ['terminal', /\[DONE\]/g],
  ] as const)('delivers the %s event twice', async ([of, pattern], { chaos }) => {
    chaos.inject(duplicatedEvent({ of }))
    expect((await overTheWire({ stream: true })).text.match(pattern)).toHaveLength(2)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: truth }])
  })
})

import { describe, expect } from 'vitest'
import { reorderedEvents } from '../../faults/reordered-events.ts'
import { clients, hear, pacedTest, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe.for(clients)('reorderedEvents with $name', ({ ask, stream }) => {
  test.for([0, 3, pieces.length - 2])('swaps the two events after %i deltas', async (afterDeltas, { chaos }) => {
    chaos.inject(reorderedEvents({ afterDeltas }))
    const swapped = pieces.toSpliced(afterDeltas, 2, pieces[afterDeltas + 1]!, pieces[afterDeltas]!)
    expect(await hear(stream())).toEqual({ pieces: swapped, error: undefined })
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'complete', deltas: pieces.length, received: swapped.join(''), truth, fired: [{ fault: 'reordered-events' }] },
    ])
  })

  pacedTest('swaps events that are apart in time', async ({ chaos }) => {
    chaos.inject(reorderedEvents({ afterDeltas: 0 }))
    expect((await hear(stream())).pieces.slice(0, 3)).toEqual([pieces[1], pieces[0], pieces[2]])
    expect(chaos.journal.calls[0]!.endedAt).toBe(1_000 + (pieces.length - 1) * 100)
  })

  test('fires after three deltas by default', async ({ chaos }) => {
    chaos.inject(reorderedEvents())
    expect((await hear(stream())).pieces).toEqual(pieces.toSpliced(3, 2, pieces[4]!, pieces[3]!))
  })

  test('does not fire if no event follows, or for a non-streaming answer', async ({ chaos }) => {
    chaos.inject(reorderedEvents({ afterDeltas: pieces.length - 1 }), reorderedEvents({ afterDeltas: 0 }).nth(2))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(2)
  })
})

describe('reorderedEvents', () => {
  test.for([
    ['finish', /"finish_reason":"stop".*"content":" free\."/s],
    ['terminal', /\[DONE\].*"finish_reason":"stop"/s],
  ] as const)('sends the %s event too soon', async ([of, order], { chaos }) => {
    chaos.inject(reorderedEvents({ of }))
    const { text } = await overTheWire({ stream: true })
    expect(text).toMatch(order)
    expect(chaos.journal).toHaveFired('reordered-events')
  })
})

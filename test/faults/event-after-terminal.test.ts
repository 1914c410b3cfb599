import { describe, expect } from 'vitest'
import { eventAfterTerminal } from '../../faults/event-after-terminal.ts'
import { clients, hear, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe.for(clients)('eventAfterTerminal with $name', ({ ask, stream }) => {
  test('sends its last delta twice to a client that reads on', async ({ chaos }) => {
    chaos.inject(eventAfterTerminal())
    expect(await hear(stream())).toEqual({ pieces: [...pieces, pieces.at(-1)], error: undefined })
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'complete', received: truth, truth, deltas: pieces.length + 1, fired: [{ fault: 'event-after-terminal' }] },
    ])
  })

  test('does not fire for an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(eventAfterTerminal())
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('eventAfterTerminal', () => {
  test('follows the finish reason if that ends the answer', async ({ chaos }) => {
    chaos.inject(eventAfterTerminal())
    const [before, behind] = (await overTheWire({ stream: true })).text.split('"finish_reason":"stop"')
    for (const part of [before, behind]) expect(part).toContain(JSON.stringify(pieces.at(-1)))
  })
})

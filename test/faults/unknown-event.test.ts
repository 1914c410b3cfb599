import { describe, expect } from 'vitest'
import { unknownEvent } from '../../faults/unknown-event.ts'
import { chat, claude, hear, pieces, responses, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe.for([responses, claude])('unknownEvent with $name', ({ ask, stream }) => {
  test.for([0, 3, pieces.length - 1])('arrives after %i deltas, and changes nothing of the answer', async (afterDeltas, { chaos }) => {
    chaos.inject(unknownEvent({ afterDeltas }))
    expect((await hear(stream())).pieces.join('')).toBe(truth)
    const [call] = chaos.journal.calls
    expect(call).toMatchObject({ ending: 'complete', deltas: pieces.length, received: truth, fired: [{ fault: 'unknown-event' }] })
    const before = call!.frames
      .slice(
        0,
        call!.frames.findLastIndex(({ role }) => role === 'ping'),
      )
      .filter(({ role }) => role === 'delta')
    expect(before.map(({ count }) => count)).toEqual(afterDeltas === 0 ? [] : [afterDeltas])
  })

  test('does not fire for an answer with fewer deltas, or one that is not streamed', async ({ chaos }) => {
    chaos.inject(unknownEvent({ afterDeltas: pieces.length }), unknownEvent({ afterDeltas: 0 }).nth(2))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(2)
  })
})

describe('unknownEvent', () => {
  test('is returned as a chunk without choices by the SDK of OpenAI, which breaks code that reads them', async ({ chaos }) => {
    chaos.inject(unknownEvent())
    const heard = await hear(chat.stream())
    expect(heard.pieces).toEqual(pieces.slice(0, 3))
    expect(heard.error).toBeInstanceOf(TypeError)
  })

  test.for([
    [unknownEvent(), 'keepalive'],
    [unknownEvent({ name: 'response.heartbeat' }), 'response.heartbeat'],
  ] as const)('has the type %$1', async ([injection, name], { chaos }) => {
    chaos.inject(injection)
    expect((await overTheWire({ stream: true })).text).toContain(`event: ${name}\ndata: {"type":"${name}"}\n\n`)
    await hear(chat.stream())
  })
})

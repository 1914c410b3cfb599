import { describe, expect } from 'vitest'
import { invalidUtf8 } from '../../faults/invalid-utf8.ts'
import { clients, hear, modelSaying, pieces, test, truth } from './bench.ts'
import { given, test as toolTest, toolClients } from './tools.ts'
import { embed, test as vectorTest } from './vectors.ts'
import { overTheWire } from './wire.ts'

/** A text whose last letter cannot be read. */
function unreadable(text: string): string {
  return text.replace(/[a-z](?=[^a-z]*$)/, '\uFFFD')
}

describe.for(clients)('invalidUtf8 with $name', ({ ask, stream }) => {
  test.for([0, 3, pieces.length - 1])('shows a replacement character in the piece after %i deltas', async (afterDeltas, { chaos }) => {
    chaos.inject(invalidUtf8({ afterDeltas }))
    const spoilt = pieces.with(afterDeltas, unreadable(pieces[afterDeltas]!))
    expect(await hear(stream())).toEqual({ pieces: spoilt, error: undefined })
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'complete', deltas: pieces.length, received: spoilt.join(''), truth, fired: [{ fault: 'invalid-utf8' }] },
    ])
  })

  test('shows a replacement character in an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(invalidUtf8())
    expect(await ask()).toBe(unreadable(truth))
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: unreadable(truth), truth }])
  })

  test('fires after three deltas by default', async ({ chaos }) => {
    chaos.inject(invalidUtf8())
    expect((await hear(stream())).pieces).toEqual(pieces.with(3, unreadable(pieces[3]!)))
  })

  test('does not fire for an answer with fewer deltas', async ({ chaos }) => {
    chaos.inject(invalidUtf8({ afterDeltas: pieces.length }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('invalidUtf8', () => {
  test.for([true, false])('makes a decoder fail that is strict (stream: %s)', async (stream, { chaos }) => {
    chaos.inject(invalidUtf8())
    const { bytes } = await overTheWire({ stream })
    expect(bytes.filter((byte) => byte === 0xff)).toHaveLength(1)
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError)
  })

  const numberTest = modelSaying('a 1 2 3')

  numberTest('does not fire for a piece without letters', async ({ chaos }) => {
    chaos.inject(invalidUtf8({ afterDeltas: 1 }))
    expect((await overTheWire({ stream: true })).text).not.toContain('\uFFFD')
    expect(chaos.neverFired).toHaveLength(1)
  })

  toolTest('spoils a letter of the arguments of a tool call', async ({ chaos }) => {
    chaos.inject(invalidUtf8())
    expect((await toolClients[0]!.turn()).calls).toMatchObject([{ arguments: unreadable(given) }])
  })

  vectorTest('spoils the names around numbers', async ({ chaos }) => {
    const usual = await embed(['one'])
    chaos.inject(invalidUtf8())
    expect(await embed(['one'])).toEqual(usual)
    expect(chaos.journal.calls[1]!.fired).toHaveLength(1)
  })
})

import { describe, expect } from 'vitest'
import { ignoredStream, truncatedStream } from '../../faults/index.ts'
import { clients, hear, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('ignoredStream', () => {
  test('sends the complete answer as JSON', async ({ chaos }) => {
    chaos.inject(ignoredStream())
    const { headers, text } = await overTheWire({ stream: true })
    expect(headers.get('content-type')).toBe('application/json')
    expect(JSON.parse(text)).toMatchObject({ object: 'chat.completion', choices: [{ message: { content: truth } }] })
    expect(chaos.journal.calls).toMatchObject([{ stream: true, ending: 'complete', received: truth }])
  })

  test('can be truncated, too', async ({ chaos }) => {
    chaos.inject(ignoredStream(), truncatedStream({ afterDeltas: 2 }))
    const { text } = await overTheWire({ stream: true })
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated' }])
  })

  test('does not fire for an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(ignoredStream())
    expect(JSON.parse((await overTheWire()).text)).toMatchObject({ choices: [{ message: { content: truth } }] })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe.for(clients)('ignoredStream with $name', ({ stream }) => {
  test('brings a stream without any text', async ({ chaos }) => {
    chaos.inject(ignoredStream())
    expect((await hear(stream())).pieces).toEqual([])
    expect(chaos.journal).toHaveFired('ignored-stream')
  })
})

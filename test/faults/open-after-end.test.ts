import { describe, expect } from 'vitest'
import { openAfterEnd } from '../../faults/open-after-end.ts'
import { clients, hear, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('openAfterEnd', () => {
  test('leaves the body open behind the last event', async ({ chaos }) => {
    chaos.inject(openAfterEnd())
    const signal = AbortSignal.timeout(60_000)
    await expect(overTheWire({ stream: true, signal })).rejects.toThrow('aborted')
    expect(chaos.journal.calls).toMatchObject([{ received: truth, ending: 'complete' }])
  })

  test('does not fire for an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(openAfterEnd())
    expect(JSON.parse((await overTheWire()).text)).toMatchObject({ choices: [{ message: { content: truth } }] })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe.for(clients)('openAfterEnd with $name', ({ stream, provider }) => {
  test('does no harm to a client that ends with the last event', async ({ chaos }) => {
    chaos.inject(openAfterEnd())
    const heard: string[] = []
    for await (const piece of stream()) {
      heard.push(piece)
      if (heard.length === pieces.length) break
    }
    expect(heard).toEqual(pieces)
    expect(chaos.journal.calls).toMatchObject([{ provider }])
  })
})

test('openAfterEnd hangs whoever reads on, until the client gives up', async ({ chaos }) => {
  chaos.inject(openAfterEnd())
  const { error } = await hear(clients[1]!.stream({ signal: AbortSignal.timeout(60_000) }))
  expect(chaos.journal.calls[0]!.received).toBe(truth)
  expect(error === undefined || error instanceof Error).toBe(true)
})

import { describe, expect } from 'vitest'
import { giantEvent } from '../../faults/giant-event.ts'
import { clients, hear, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe.for(clients)('giantEvent with $name', ({ ask, stream }) => {
  test('changes nothing of what the client reads', async ({ chaos }) => {
    chaos.inject(giantEvent())
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(await ask()).toBe(truth)
    const call = { ending: 'complete', received: truth, truth, fired: [{ fault: 'giant-event' }] }
    expect(chaos.journal.calls).toMatchObject([call, call])
  })
})

describe('giantEvent', () => {
  test.for([1, 5_000])('makes one event %i bytes longer, and no other', async (bytes, { chaos }) => {
    const usual = (await overTheWire({ stream: true })).text.split('\n')
    chaos.inject(giantEvent({ bytes }))
    const lines = (await overTheWire({ stream: true })).text.split('\n')
    const longer = lines.flatMap((line, index) => (line.length === usual[index]!.length ? [] : [line.length - usual[index]!.length]))
    expect(longer).toEqual([bytes])
  })

  test('makes a body that is not streamed as much longer', async ({ chaos }) => {
    const usual = await overTheWire()
    chaos.inject(giantEvent())
    const { text } = await overTheWire()
    expect(text.length - usual.text.length).toBe(100_000)
    expect(JSON.parse(text)).toMatchObject({ choices: [{ message: { content: truth } }] })
  })
})

import { describe, expect } from 'vitest'
import { unspacedFields } from '../../faults/unspaced-fields.ts'
import { clients, hear, modelSaying, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('unspacedFields', () => {
  modelSaying('A list: one, two. data: three')('takes the space behind each field, and no other', async ({ chaos }) => {
    const usual = await overTheWire({ stream: true })
    chaos.reset()
    chaos.inject(unspacedFields())
    expect((await overTheWire({ stream: true })).text).toBe(usual.text.replaceAll(/^data: /gm, 'data:'))
  })

  test('does not fire for an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(unspacedFields())
    expect(JSON.parse((await overTheWire()).text)).toMatchObject({ choices: [{ message: { content: truth } }] })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe.for(clients)('unspacedFields with $name', ({ stream }) => {
  test('changes nothing of what the client reads', async ({ chaos }) => {
    chaos.inject(unspacedFields())
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: truth }])
  })
})

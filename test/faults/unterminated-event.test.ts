import { describe, expect } from 'vitest'
import { unterminatedEvent } from '../../faults/unterminated-event.ts'
import { clients, hear, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('unterminatedEvent', () => {
  test.for([
    ['blank-line', '\n'],
    ['newline', ''],
  ] as const)('ends the last event without its %s', async ([missing, end], { chaos }) => {
    const usual = await overTheWire({ stream: true })
    chaos.reset()
    chaos.inject(unterminatedEvent({ missing }))
    expect((await overTheWire({ stream: true })).text).toBe(usual.text.replace(/\n\n$/, end))
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: truth }])
  })

  test('does not fire for an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(unterminatedEvent())
    expect(JSON.parse((await overTheWire()).text)).toMatchObject({ choices: [{ message: { content: truth } }] })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe.for(clients)('unterminatedEvent with $name', ({ stream }) => {
  test('leaves all text', async ({ chaos }) => {
    chaos.inject(unterminatedEvent({ missing: 'newline' }))
    expect((await hear(stream())).pieces.join('')).toBe(truth)
    expect(chaos.journal).toHaveFired('unterminated-event')
  })
})

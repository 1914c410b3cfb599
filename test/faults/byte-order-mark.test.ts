import { describe, expect } from 'vitest'
import { byteOrderMark } from '../../faults/byte-order-mark.ts'
import { clients, hear, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('byteOrderMark', () => {
  test.for([true, false])('puts the mark before the body, once, and changes nothing else (stream: %s)', async (stream, { chaos }) => {
    const usual = await overTheWire({ stream })
    chaos.inject(byteOrderMark())
    const { text, bytes } = await overTheWire({ stream })
    expect(bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf))
    expect(text.split('\uFEFF')).toHaveLength(2)
    expect(text.length - usual.text.length).toBe(1)
  })
})

describe.for(clients)('byteOrderMark with $name', ({ ask, stream }) => {
  test('is skipped in a body', async ({ chaos }) => {
    chaos.inject(byteOrderMark())
    expect(await ask()).toBe(truth)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: truth, fired: [{ fault: 'byte-order-mark' }] }])
  })

  test('leaves the pieces of a stream as they are', async ({ chaos }) => {
    chaos.inject(byteOrderMark())
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
  })
})

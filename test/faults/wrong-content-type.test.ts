import { describe, expect } from 'vitest'
import { wrongContentType } from '../../faults/wrong-content-type.ts'
import { completion, message } from './replies.ts'
import { clients, hear, pieces, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('wrongContentType', () => {
  test.for([true, false])('changes the header and not a byte of the body (stream: %s)', async (stream, { chaos }) => {
    chaos.inject(wrongContentType(), wrongContentType({ contentType: 'text/html' }).nth(2))
    const plain = await overTheWire({ stream })
    const html = await overTheWire({ stream })
    expect([plain, html].map(({ headers }) => headers.get('content-type'))).toEqual(['text/plain', 'text/html'])
    expect(plain.text).toContain(stream ? 'data: [DONE]' : truth)
    const call = { status: 200, ending: 'complete', received: truth }
    expect(chaos.journal.calls).toMatchObject([
      { ...call, fired: [{ parameters: { contentType: 'text/plain' } }] },
      { ...call, fired: [{ parameters: { contentType: 'text/plain' } }, { parameters: { contentType: 'text/html' } }] },
    ])
  })

  test('makes the SDKs return the text of a body instead of an answer', async ({ chaos }) => {
    chaos.inject(wrongContentType())
    for (const answer of [await completion(), await message()] as unknown[]) expect(answer).toEqual(expect.stringContaining(truth))
  })

  test.for(clients)('does not disturb a stream with $name', async ({ stream }, { chaos }) => {
    chaos.inject(wrongContentType())
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
  })

  test('does not fire if the type is right', async ({ chaos }) => {
    const usual = (await overTheWire()).headers.get('content-type')!
    chaos.inject(wrongContentType({ contentType: usual }))
    await overTheWire()
    expect(chaos.neverFired).toHaveLength(1)
  })
})

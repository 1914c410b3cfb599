import { describe, expect } from 'vitest'
import { wrongContentLength } from '../../faults/wrong-content-length.ts'
import { chat, claude, clients, errorOf, hear, pieces, responses, test, truth } from './bench.ts'
import { overTheWire } from './wire.ts'

describe('wrongContentLength', () => {
  test.for([true, false])('truncates a longer body at the promised byte (stream: %s)', async (stream, { chaos }) => {
    const usual = await overTheWire({ stream })
    chaos.inject(wrongContentLength({ bytes: 100 }))
    const { headers, bytes } = await overTheWire({ stream })
    expect(headers.get('content-length')).toBe('100')
    expect(bytes).toHaveLength(100)
    expect(usual.bytes.length).toBeGreaterThan(100)
    expect(chaos.journal.calls[1]).toMatchObject({ status: 200, ending: 'truncated', fired: [{ fault: 'wrong-content-length' }] })
  })

  test('breaks the connection if the body is shorter', async ({ chaos }) => {
    chaos.inject(wrongContentLength({ bytes: 100_000 }))
    expect(await errorOf(overTheWire())).toMatchObject({ message: 'terminated', cause: { code: 'UND_ERR_SOCKET' } })
    expect(chaos.journal.calls).toMatchObject([{ status: 200, received: truth }])
  })

  test('is right if the body has that length', async ({ chaos }) => {
    const { bytes } = await overTheWire()
    chaos.inject(wrongContentLength({ bytes: bytes.length }))
    expect((await overTheWire()).bytes).toHaveLength(bytes.length)
    expect(chaos.journal.calls[1]).toMatchObject({ ending: 'complete' })
  })
})

describe('wrongContentLength, by default', () => {
  test('promises 200 bytes', async ({ chaos }) => {
    chaos.inject(wrongContentLength())
    expect((await overTheWire()).bytes).toHaveLength(200)
  })
})

describe.for(clients)('wrongContentLength with $name', ({ ask }) => {
  test('cannot parse a truncated body', async ({ chaos }) => {
    chaos.inject(wrongContentLength())
    expect(await errorOf(ask())).toBeInstanceOf(SyntaxError)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated', received: '' }])
  })
})

describe('wrongContentLength, in a stream', () => {
  test.for([chat, responses])('is a syntax error in the truncated event with $name', async ({ stream }, { chaos }) => {
    chaos.inject(wrongContentLength({ bytes: 1_500 }))
    const heard = await hear(stream())
    expect(pieces.join('')).toContain(heard.pieces.join(''))
    expect(heard.pieces.length).toBeLessThan(pieces.length)
    expect(heard.error).toBeInstanceOf(SyntaxError)
  })

  test('passes for a complete answer with the SDK of Anthropic', async ({ chaos }) => {
    chaos.inject(wrongContentLength({ bytes: 1_000 }))
    const heard = await hear(claude.stream())
    expect(heard).toEqual({ pieces: pieces.slice(0, heard.pieces.length), error: undefined })
    expect(heard.pieces.length).toBeLessThan(pieces.length)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated', received: heard.pieces.join(''), truth }])
  })
})

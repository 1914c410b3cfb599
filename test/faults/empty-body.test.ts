import { describe, expect } from 'vitest'
import { emptyBody } from '../../faults/empty-body.ts'
import { overloaded } from '../../faults/overloaded.ts'
import { clients, errorOf, hear, test, truth } from './bench.ts'
import { completion, message } from './replies.ts'
import { overTheWire } from './wire.ts'

describe('emptyBody', () => {
  test.for([
    [true, 'text/event-stream; charset=utf-8'],
    [false, 'application/json'],
  ] as const)('has a 200, its own content type and no content (stream: %s)', async ([stream, type], { chaos }) => {
    chaos.inject(emptyBody())
    const { status, headers, bytes } = await overTheWire({ stream })
    expect([status, headers.get('content-type'), headers.get('content-length'), bytes.length]).toEqual([200, type, null, 0])
  })

  test.for([true, false])('can declare a length of 0 (stream: %s)', async (stream, { chaos }) => {
    chaos.inject(emptyBody({ form: 'zero-length' }))
    const { status, headers, bytes } = await overTheWire({ stream })
    expect([status, headers.get('content-length'), headers.get('transfer-encoding'), bytes.length]).toEqual([200, '0', null, 0])
  })

  test('can have another content type', async ({ chaos }) => {
    chaos.inject(emptyBody({ contentType: 'application/json' }))
    expect((await overTheWire({ stream: true })).headers.get('content-type')).toBe('application/json')
  })

  test('is an answer of undefined to both SDKs if its length is 0', async ({ chaos }) => {
    chaos.inject(emptyBody({ form: 'zero-length' }))
    expect([await completion(), await message()]).toEqual([undefined, undefined])
  })

  test('is an answer of undefined to the SDK of OpenAI, and an error of syntax to that of Anthropic', async ({ chaos }) => {
    chaos.inject(emptyBody())
    expect(await completion()).toBeUndefined()
    expect(await errorOf(message())).toBeInstanceOf(SyntaxError)
  })
})

describe.for(clients)('emptyBody with $name', ({ ask, stream }) => {
  test('holds nothing that the app could read', async ({ chaos }) => {
    chaos.inject(emptyBody())
    expect(await errorOf(ask())).toBeInstanceOf(Error)
    expect(chaos.journal.calls).toMatchObject([
      { status: 200, ending: 'truncated', received: '', deltas: 0, truth, fired: [{ fault: 'empty-body' }] },
    ])
  })

  test('looks like an empty answer if a stream was expected', async ({ chaos }) => {
    chaos.inject(emptyBody())
    expect(await hear(stream())).toEqual({ pieces: [], error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ status: 200, ending: 'truncated', received: '' }])
  })

  test('hides an error of the provider behind its 200', async ({ chaos }) => {
    chaos.inject(overloaded(), emptyBody())
    await errorOf(ask())
    expect(chaos.journal.calls).toMatchObject([{ status: 200, problem: undefined }])
  })
})

describe('emptyBody with nothing but the end marker', () => {
  test.for([
    [true, 'data: [DONE]\n\n'],
    [false, ''],
  ] as const)('is an answer of nothing (stream: %s)', async ([stream, text], { chaos }) => {
    chaos.inject(emptyBody({ form: 'terminal-only' }))
    expect(await overTheWire({ stream })).toMatchObject({ status: 200, text })
  })
})

import { describe, expect } from 'vitest'
import { emptyBody } from '../../faults/empty-body.ts'
import { overloaded } from '../../faults/overloaded.ts'
import { clients, errorOf, hear, test, truth } from './bench.ts'
import { completion, message } from './replies.ts'
import { overTheWire } from './wire.ts'

describe('emptyBody', () => {
  test.for([true, false])('comes with a 200 and nothing in it (stream: %s)', async (stream, { chaos }) => {
    chaos.inject(emptyBody())
    const { status, headers, bytes } = await overTheWire({ stream })
    expect([status, headers.get('content-type'), bytes.length]).toEqual([200, 'application/json', 0])
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
      { status: 200, ending: 'cut', received: '', deltas: 0, truth, fired: [{ fault: 'empty-body' }] },
    ])
  })

  test('looks like an empty answer where a stream was expected', async ({ chaos }) => {
    chaos.inject(emptyBody())
    expect(await hear(stream())).toEqual({ pieces: [], error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ status: 200, ending: 'cut', received: '' }])
  })

  test('hides an error of the provider behind its 200', async ({ chaos }) => {
    chaos.inject(overloaded(), emptyBody())
    await errorOf(ask())
    expect(chaos.journal.calls).toMatchObject([{ status: 200, problem: undefined }])
  })
})

import { describe, expect } from 'vitest'
import { corruptGzip } from '../../faults/corrupt-gzip.ts'
import { overloaded } from '../../faults/overloaded.ts'
import { chat, clients, errorOf, hear, test, truth } from './bench.ts'

const unreadable = { message: 'terminated', cause: { code: 'Z_DATA_ERROR', message: 'incorrect header check' } }

describe.for(clients)('corruptGzip with $name', ({ ask, stream }) => {
  test('cannot read an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(corruptGzip())
    expect(await errorOf(ask())).toMatchObject(unreadable)
    expect(chaos.journal.calls).toMatchObject([{ status: 200, ending: 'reset', received: '', truth, fired: [{ fault: 'corrupt-gzip' }] }])
  })

  test('cannot read a single piece of a stream', async ({ chaos }) => {
    chaos.inject(corruptGzip())
    const { pieces, error } = await hear(stream())
    expect(pieces).toEqual([])
    expect(error).toMatchObject(unreadable)
  })
})

describe('corruptGzip', () => {
  test('declares that the body is compressed', async ({ chaos }) => {
    chaos.inject(corruptGzip())
    const reply = await fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer test' } })
    expect(reply.headers.get('content-encoding')).toBe('gzip')
    expect(await errorOf(reply.text())).toMatchObject(unreadable)
  })

  test('leaves the status of an error, and takes its body', async ({ chaos }) => {
    chaos.inject(overloaded(), corruptGzip())
    expect(await errorOf(chat.ask())).toMatchObject({ status: 503, code: undefined })
  })
})

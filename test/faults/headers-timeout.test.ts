import { describe, expect } from 'vitest'
import { headersTimeout } from '../../faults/headers-timeout.ts'
import { chat, claude, clients, errorOf, hear, test } from './bench.ts'

describe.for(clients)('headersTimeout with $name', ({ ask, stream, errors }) => {
  test('throws APIConnectionError after 300 seconds, before the SDK gives up', async ({ chaos }) => {
    chaos.inject(headersTimeout())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.APIConnectionError)
    expect(chaos.journal.calls).toMatchObject([
      { status: undefined, firstByteAt: undefined, endedAt: 300_000, ending: 'reset', received: '', fired: [{ fault: 'headers-timeout' }] },
    ])
  })

  test('throws after the given time, before anything of a stream', async ({ chaos }) => {
    chaos.inject(headersTimeout({ after: '1m' }))
    const { pieces, error } = await hear(stream())
    expect(pieces).toEqual([])
    expect(error).toBeInstanceOf(errors.APIConnectionError)
    expect(chaos.journal.calls[0]!.endedAt).toBe(60_000)
  })

  test('arrives too late for a client with a shorter timeout', async ({ chaos }) => {
    chaos.inject(headersTimeout())
    expect(await errorOf(ask({ timeout: 60_000 }))).toBeInstanceOf(errors.APIConnectionTimeoutError)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 60_000 }])
  })
})

describe('headersTimeout', () => {
  test('is caused by the error of undici with the SDK of OpenAI', async ({ chaos }) => {
    chaos.inject(headersTimeout())
    expect(await errorOf(chat.ask())).toMatchObject({ cause: { cause: { name: 'HeadersTimeoutError', code: 'UND_ERR_HEADERS_TIMEOUT' } } })
  })

  test('has a class of its own and no cause with the SDK of Anthropic', async ({ chaos }) => {
    chaos.inject(headersTimeout())
    const error = await errorOf(claude.ask())
    expect(error).toBeInstanceOf(claude.errors.APIConnectionTimeoutError)
    expect(error).not.toHaveProperty('cause.cause')
  })
})

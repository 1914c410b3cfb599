import { describe, expect } from 'vitest'
import { connectTimeout } from '../../faults/connect-timeout.ts'
import { chat, claude, clients, errorOf, test } from './bench.ts'

describe.for(clients)('connectTimeout with $name', ({ ask, errors }) => {
  test('throws APIConnectionError after ten seconds', async ({ chaos }) => {
    chaos.inject(connectTimeout())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.APIConnectionError)
    expect(chaos.journal.calls).toMatchObject([
      { status: undefined, firstByteAt: undefined, endedAt: 10_000, ending: 'reset', received: '', fired: [{ fault: 'connect-timeout' }] },
    ])
  })

  test('throws after the given time', async ({ chaos }) => {
    chaos.inject(connectTimeout({ after: '3s' }))
    await errorOf(ask())
    expect(chaos.journal.calls[0]!.endedAt).toBe(3_000)
  })

  test('arrives too late for a client with a shorter timeout', async ({ chaos }) => {
    chaos.inject(connectTimeout({ after: '10s' }))
    expect(await errorOf(ask({ timeout: 9_999 }))).toBeInstanceOf(errors.APIConnectionTimeoutError)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'aborted', endedAt: 9_999 }])
  })
})

describe('connectTimeout', () => {
  test('is caused by the error of undici with the SDK of OpenAI', async ({ chaos }) => {
    chaos.inject(connectTimeout())
    expect(await errorOf(chat.ask())).toMatchObject({ cause: { cause: { name: 'ConnectTimeoutError', code: 'UND_ERR_CONNECT_TIMEOUT' } } })
  })

  test('has a class of its own and no cause with the SDK of Anthropic', async ({ chaos }) => {
    chaos.inject(connectTimeout())
    const error = await errorOf(claude.ask())
    expect(error).toBeInstanceOf(claude.errors.APIConnectionTimeoutError)
    expect(error).not.toHaveProperty('cause.cause')
  })
})

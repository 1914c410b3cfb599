import { describe, expect, it } from 'vitest'
import { connectionReset } from '../../faults/connection-reset.ts'
import { systemCodes } from '../../src/engine/base/connection.ts'
import { aiSdkModels, askAiSdk } from './ai-sdk.ts'
import { claude, clients, errorOf, hear, test } from './bench.ts'
import { overSockets } from './sockets.ts'

describe.for(clients)('connectionReset with $name', ({ ask, stream, errors }) => {
  test.for(systemCodes.filter((code) => code !== 'ETIMEDOUT'))('is its APIConnectionError, caused by %s', async (code, { chaos }) => {
    chaos.inject(connectionReset({ code }))
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.APIConnectionError)
    expect(error).toMatchObject({ status: undefined, cause: { message: 'fetch failed', cause: { code } } })
    expect(chaos.journal.calls).toMatchObject([{ status: undefined, firstByteAt: undefined, ending: 'reset', received: '' }])
  })

  test('is its APIConnectionError also after a timeout of the operating system', async ({ chaos }) => {
    chaos.inject(connectionReset({ code: 'ETIMEDOUT' }))
    expect(await errorOf(ask())).toBeInstanceOf(errors.APIConnectionError)
  })

  test('is ECONNRESET by default', async ({ chaos }) => {
    chaos.inject(connectionReset())
    expect(await errorOf(ask())).toMatchObject({ cause: { cause: { code: 'ECONNRESET', syscall: 'read' } } })
  })

  test('can be a connection that the provider closed', async ({ chaos }) => {
    chaos.inject(connectionReset({ code: 'UND_ERR_SOCKET' }))
    expect(await errorOf(ask())).toMatchObject({
      cause: { cause: { name: 'SocketError', message: 'other side closed', socket: { remotePort: 443 } } },
    })
  })

  test('happens before any byte of a stream', async ({ chaos }) => {
    chaos.inject(connectionReset())
    const { pieces, error } = await hear(stream())
    expect(pieces).toEqual([])
    expect(error).toBeInstanceOf(errors.APIConnectionError)
  })

  test('is tried again', async ({ chaos }) => {
    chaos.inject(connectionReset().first(1))
    await ask({ maxRetries: 1 })
    expect(chaos.journal.calls.map((call) => call.ending)).toEqual(['reset', 'complete'])
  })
})

describe('connectionReset', () => {
  test('differs from a timeout of the operating system in its class at Anthropic', async ({ chaos }) => {
    chaos.inject(connectionReset({ code: 'ETIMEDOUT' }))
    expect(await errorOf(claude.ask())).toBeInstanceOf(claude.errors.APIConnectionTimeoutError)
  })
})

describe.for(aiSdkModels)('connectionReset with ai over $name', ({ model }) => {
  test('names its cause', async ({ chaos }) => {
    chaos.inject(connectionReset({ code: 'ECONNREFUSED' }))
    expect(await errorOf(askAiSdk(model()))).toMatchObject({
      message: 'Cannot connect to API: connect ECONNREFUSED 203.0.113.7:443',
      isRetryable: true,
    })
  })
})

describe('over the sockets of msw/node', () => {
  const chaos = overSockets()

  it.for(clients)('connectionReset is the same with $name', async ({ ask, errors }) => {
    chaos.inject(connectionReset({ code: 'ECONNREFUSED' }))
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.APIConnectionError)
    expect(error).toMatchObject({ cause: { cause: { code: 'ECONNREFUSED' } } })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'reset' }])
  })
})

import { describe, expect } from 'vitest'
import { requestTooLarge } from '../../faults/request-too-large.ts'
import { clients, errorOf, test, truth } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('requestTooLarge with $name', ({ ask, errors }) => {
  test('throws APIError (413), and is not retried', async ({ chaos }) => {
    chaos.inject(requestTooLarge())
    const error = await errorOf(ask({ maxRetries: 3 }))
    expect(error).toBeInstanceOf(errors.APIError)
    expect(error).toMatchObject({ status: 413 })
    expect(chaos.journal.calls).toMatchObject([refused('request-too-large', { status: 413, kind: 'request-too-large', permanent: true })])
  })

  test('refuses what has more tokens than the limit, and nothing else', async ({ chaos }) => {
    await ask()
    const { inputTokens } = chaos.journal.calls[0]!.call
    chaos.inject(requestTooLarge({ tokens: inputTokens }))
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
    chaos.inject(requestTooLarge({ tokens: inputTokens - 1 }))
    expect(await errorOf(ask())).toMatchObject({ status: 413 })
    expect(chaos.journal).toHaveFired('request-too-large', { times: 1 })
  })

  test('refuses every call by default', async ({ chaos }) => {
    chaos.inject(requestTooLarge())
    await errorOf(ask())
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ parameters: { tokens: 0 } }])
  })
})

import { describe, expect } from 'vitest'
import { htmlError } from '../../faults/html-error.ts'
import { overloaded } from '../../faults/overloaded.ts'
import { slowFirstToken } from '../../faults/slow-first-token.ts'
import { aiSdkModels, askAiSdk } from './ai-sdk.ts'
import { clients, errorOf, hear, test } from './bench.ts'

describe.for(clients)('htmlError with $name', ({ ask, stream, errors }) => {
  test.for([500, 502, 503, 520, 530])(
    'is an error of the server with the status %i, and a page for its message',
    async (status, { chaos }) => {
      chaos.inject(htmlError({ status }))
      const error = (await errorOf(ask())) as Error
      expect(error).toBeInstanceOf(errors.InternalServerError)
      expect(error.message).toMatch(new RegExp(`^${status} <!DOCTYPE html>`))
      expect(chaos.journal.calls).toMatchObject([{ status, received: '', ending: 'refused' }])
    },
  )

  test('replaces a stream', async ({ chaos }) => {
    chaos.inject(htmlError())
    const { pieces, error } = await hear(stream())
    expect(pieces).toEqual([])
    expect(error).toMatchObject({ status: 502 })
  })

  test('looks like an empty answer with the status 200', async ({ chaos }) => {
    chaos.inject(htmlError({ status: 200 }))
    expect(await hear(stream())).toEqual({ pieces: [], error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ status: 200, received: '', ending: 'truncated' }])
  })

  test('hides the error that the provider would return', async ({ chaos }) => {
    chaos.inject(overloaded({ retryAfter: '1m' }), htmlError())
    expect(await errorOf(ask())).toMatchObject({ status: 502 })
    expect(chaos.journal.calls[0]!.problem).toBeUndefined()
  })

  test('arrives when the answer would have arrived', async ({ chaos }) => {
    chaos.inject(htmlError(), slowFirstToken({ by: '30s' }))
    await errorOf(ask())
    expect(chaos.journal.calls[0]!.endedAt).toBe(30_000)
  })
})

describe.for(aiSdkModels)('htmlError with ai over $name', ({ model }) => {
  test('has the reason of its status as its message', async ({ chaos }) => {
    chaos.inject(htmlError())
    expect(await errorOf(askAiSdk(model()))).toMatchObject({ message: 'Bad Gateway' })
  })

  test('is worth another try', async ({ chaos }) => {
    chaos.inject(htmlError())
    expect(await errorOf(askAiSdk(model()))).toMatchObject({ statusCode: 502, isRetryable: true })
  })
})

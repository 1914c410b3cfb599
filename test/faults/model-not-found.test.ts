import { describe, expect } from 'vitest'
import { modelNotFound } from '../../faults/model-not-found.ts'
import { clients, errorOf, hear, test } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('modelNotFound with $name', ({ ask, stream, errors, provider }) => {
  const model = provider === 'openai' ? 'gpt-4o' : 'claude-sonnet-5'

  test('throws NotFoundError (404), and names the model', async ({ chaos }) => {
    chaos.inject(modelNotFound())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.NotFoundError)
    expect(error).toMatchObject({ status: 404, message: expect.stringContaining(model) as string })
    expect(chaos.journal.calls).toMatchObject([refused('model-not-found', { status: 404, kind: 'model-not-found', permanent: true })])
  })

  test('throws before a stream begins', async ({ chaos }) => {
    chaos.inject(modelNotFound())
    const { pieces, error } = await hear(stream())
    expect(pieces).toEqual([])
    expect(error).toBeInstanceOf(errors.NotFoundError)
  })

  test('is not retried by the SDK', async ({ chaos }) => {
    chaos.inject(modelNotFound().first(1))
    await errorOf(ask({ maxRetries: 3 }))
    expect(chaos.journal).toHaveCalled(1)
  })
})

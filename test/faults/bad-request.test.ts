import { describe, expect } from 'vitest'
import { badRequest } from '../../faults/bad-request.ts'
import { chat, claude, clients, errorOf, test } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('badRequest with $name', ({ ask, errors }) => {
  test('throws BadRequestError (400)', async ({ chaos }) => {
    chaos.inject(badRequest())
    const error = await errorOf(ask())
    expect(error).toBeInstanceOf(errors.BadRequestError)
    expect(error).toMatchObject({ status: 400, message: expect.stringContaining('Invalid request') as string })
    expect(chaos.journal.calls).toMatchObject([refused('bad-request', { status: 400, kind: 'bad-request', permanent: true })])
  })

  test('has the given message instead of the wording of the provider', async ({ chaos }) => {
    chaos.inject(badRequest({ message: 'No such luck.' }))
    const { message } = (await errorOf(ask())) as Error
    expect(message).toContain('No such luck.')
    expect(message).not.toContain('Invalid request')
  })

  test('is not retried by the SDK', async ({ chaos }) => {
    chaos.inject(badRequest().first(1))
    await errorOf(ask({ maxRetries: 3 }))
    expect(chaos.journal).toHaveCalled(1)
  })
})

describe('badRequest with a parameter', () => {
  test('names it as `param` with the SDK of OpenAI', async ({ chaos }) => {
    chaos.inject(badRequest({ parameter: 'temperature' }))
    expect(await errorOf(chat.ask())).toMatchObject({ param: 'temperature' })
  })

  test('names it in the message with the SDK of Anthropic', async ({ chaos }) => {
    chaos.inject(badRequest({ parameter: 'temperature' }))
    expect(await errorOf(claude.ask())).toMatchObject({ error: { error: { message: 'temperature: Input should be valid' } } })
  })
})

import { describe, expect } from 'vitest'
import { contextLengthExceeded } from '../../faults/context-length-exceeded.ts'
import { chat, claude, clients, errorOf, test, truth } from './bench.ts'
import { refused } from './refused.ts'

describe.for(clients)('contextLengthExceeded with $name', ({ ask, errors }) => {
  test('throws BadRequestError (400), and is not retried', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded())
    const error = await errorOf(ask({ maxRetries: 3 }))
    expect(error).toBeInstanceOf(errors.BadRequestError)
    expect(error).toMatchObject({ status: 400 })
    expect(chaos.journal.calls).toMatchObject([
      refused('context-length-exceeded', { status: 400, kind: 'context-length-exceeded', permanent: true }),
    ])
  })

  test('refuses what is longer than the window, and nothing else', async ({ chaos }) => {
    await ask()
    const { inputTokens } = chaos.journal.calls[0]!.call
    chaos.inject(contextLengthExceeded({ window: inputTokens }))
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
    chaos.inject(contextLengthExceeded({ window: inputTokens - 1 }))
    expect(await errorOf(ask())).toBeInstanceOf(errors.BadRequestError)
    expect(chaos.journal).toHaveFired('context-length-exceeded', { times: 1 })
  })
})

describe('contextLengthExceeded', () => {
  test('has a code of its own at OpenAI', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded())
    expect(await errorOf(chat.ask())).toMatchObject({ code: 'context_length_exceeded' })
  })

  test('is recognized by its message alone at Anthropic', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded())
    expect(await errorOf(claude.ask())).toMatchObject({
      type: 'invalid_request_error',
      message: expect.stringMatching(/prompt is too long: \d{7} tokens > 1000000 maximum/) as string,
    })
  })

  test('refuses every call by default', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded())
    await errorOf(chat.ask())
    expect(chaos.journal.calls[0]!.fired).toMatchObject([{ fault: 'context-length-exceeded', parameters: { window: 0 } }])
  })
})

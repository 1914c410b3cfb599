import { describe, expect } from 'vitest'
import { midStreamError } from '../../faults/mid-stream-error.ts'
import { aiSdkModels, hearAiSdk } from './ai-sdk.ts'
import { streamText } from 'ai'
import { claude, clients, errorOf, hear, pieces, question, responses, test } from './bench.ts'
import { overTheWire } from './wire.ts'

describe.for(clients)('midStreamError with $name', ({ ask, stream, errors, provider }) => {
  const wording = provider === 'openai' ? { type: 'service_unavailable_error', code: 'server_is_overloaded' } : { type: 'overloaded_error' }

  test.for([0, 5])('is its APIError after %i deltas, without a status', async (afterDeltas, { chaos }) => {
    chaos.inject(midStreamError({ afterDeltas }))
    const heard = await hear(stream())
    expect(heard.pieces).toEqual(pieces.slice(0, afterDeltas))
    expect(heard.error).toBeInstanceOf(errors.APIError)
    expect(heard.error).toMatchObject({ status: undefined, ...wording })
  })

  test('fires after three deltas by default', async ({ chaos }) => {
    chaos.inject(midStreamError())
    expect((await hear(stream())).pieces).toEqual(pieces.slice(0, 3))
    expect(chaos.journal).toHaveFired('mid-stream-error')
  })

  test('ends the call, whether the client or the server closes first', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 5 }))
    await hear(stream())
    expect(chaos.journal.calls).toMatchObject([
      { status: 200, ending: 'truncated', deltas: 5, problem: { kind: 'overloaded', permanent: false } },
    ])
  })

  test('is not tried again', async ({ chaos }) => {
    chaos.inject(midStreamError())
    await hear(stream({ maxRetries: 2 }))
    expect(chaos.journal).toHaveCalled(1)
  })

  test('is an HTTP error for a non-streaming call', async ({ chaos }) => {
    chaos.inject(midStreamError())
    expect(await errorOf(ask())).toBeInstanceOf(errors.InternalServerError)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'refused', problem: { kind: 'overloaded' } }])
  })

  test.for(['server-error', 'rate-limit-tokens', 'gateway-timeout'] as const)('can be a %s', async (kind, { chaos }) => {
    chaos.inject(midStreamError({ kind }))
    expect((await hear(stream())).error).toBeInstanceOf(errors.APIError)
    expect(chaos.journal.calls[0]!.problem?.kind).toBe(kind)
  })

  test('does not fire for an answer that is shorter', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 500 }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe.for(aiSdkModels)('midStreamError with ai over $name', ({ model }) => {
  test('is a part of the stream, which then finishes with an error', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 5 }))
    const heard = await hearAiSdk(model())
    expect(heard).toMatchObject({ pieces: pieces.slice(0, 5), finishReason: 'error' })
    expect(heard.errors).toHaveLength(1)
  })
})

describe('midStreamError before the first event', () => {
  test('is the only event of Anthropic', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 0 }))
    await hear(claude.stream())
    expect(chaos.journal.calls[0]!.frames).toMatchObject([{ role: 'problem', count: 1 }])
  })

  test('follows the two events that open a response', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 0 }))
    const heard = await hear(responses.stream())
    expect(heard.error).toMatchObject({ code: 'server_is_overloaded' })
    expect(chaos.journal.calls[0]!.frames).toMatchObject([{ role: 'opening', count: 2 }, { role: 'problem' }])
  })

  test('is the only event of a chat completion, with a status of 200', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 0 }))
    const { status, text } = await overTheWire({ stream: true })
    expect(status).toBe(200)
    expect(text).toMatch(
      /^data: \{"error":\{"message":"[^"]*","type":"service_unavailable_error","param":null,"code":"server_is_overloaded"\}\}\n\n$/,
    )
  })

  test.for(aiSdkModels)('is tried again by the AI SDK, and later errors are not, with $name', async ({ model }, { chaos }) => {
    const heard = async (): Promise<void> => {
      await streamText({ model: model(), prompt: question, maxRetries: 2, onError() {} }).consumeStream()
    }
    chaos.inject(midStreamError({ afterDeltas: 0 }))
    await heard()
    expect(chaos.journal).toHaveCalled(3)
    chaos.reset()
    chaos.inject(midStreamError({ afterDeltas: 1 }))
    await heard()
    expect(chaos.journal).toHaveCalled(1)
  })

  test.for(['quota-exhausted', 'billing', 'context-length-exceeded', 'model-not-found'] as const)(
    'can be any error that is an HTTP error elsewhere: %s',
    async (kind, { chaos }) => {
      chaos.inject(midStreamError({ afterDeltas: 0, kind }))
      for (const client of clients) expect((await hear(client.stream())).error).toBeInstanceOf(client.errors.APIError)
      expect(chaos.journal.calls).toMatchObject(clients.map(() => ({ status: 200, problem: { kind, permanent: false } })))
    },
  )
})

describe('midStreamError of Responses', () => {
  test.for([
    ['all', ['error', 'response.failed']],
    ['last', ['response.failed']],
  ] as const)('is reported by %s of its events', async ([events, expected], { chaos }) => {
    chaos.inject(midStreamError({ events }))
    const reply = await fetch('https://api.openai.com/v1/responses', {
      method: 'POST',
      headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5', input: question, stream: true }),
    })
    const names = [...(await reply.text()).matchAll(/^event: (.*)$/gm)].map(([, name]) => name)
    expect(names.slice(names.lastIndexOf('response.output_text.delta') + 1)).toEqual(expected)
  })
})

import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { truncatedStream } from '../../faults/truncated-stream.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { aiSdkModels, askAiSdk, hearAiSdk } from './ai-sdk.ts'
import { clients, errorOf, hear, pacedTest, pieces, test, truth } from './bench.ts'
import { overSockets } from './sockets.ts'

const counts = [0, 1, 5, pieces.length]

describe.for(clients)('truncatedStream with $name', ({ ask, stream }) => {
  test.for(counts)('delivers exactly %i deltas, and ends as if all were sent', async (afterDeltas, { chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas }))
    expect(await hear(stream())).toEqual({ pieces: pieces.slice(0, afterDeltas), error: undefined })
    expect(chaos.journal.calls).toMatchObject([
      { deltas: afterDeltas, received: pieces.slice(0, afterDeltas).join(''), truth, ending: 'truncated' },
    ])
  })

  test.for(counts)('hands out exactly %i deltas, and then breaks', async (afterDeltas, { chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas, ending: 'reset' }))
    const heard = await hear(stream())
    expect(heard.pieces).toEqual(pieces.slice(0, afterDeltas))
    expect(heard.error).toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } })
    expect(chaos.journal.calls).toMatchObject([{ deltas: afterDeltas, ending: 'reset' }])
  })

  test('is closed by the provider in the middle of the body', async ({ chaos }) => {
    chaos.inject(truncatedStream({ ending: 'closed' }))
    const heard = await hear(stream())
    expect(heard.pieces).toEqual(pieces.slice(0, 3))
    expect(heard.error).toMatchObject({ message: 'terminated', cause: { code: 'UND_ERR_SOCKET', message: 'other side closed' } })
  })

  test('is closed by the provider before the headers', async ({ chaos }) => {
    chaos.inject(truncatedStream({ at: 'before-headers' }))
    expect(await errorOf(ask())).toMatchObject({ cause: { cause: { code: 'UND_ERR_SOCKET' } } })
    expect(chaos.journal.calls).toMatchObject([{ status: undefined, ending: 'reset' }])
  })

  test('ends cleanly after three deltas by default', async ({ chaos }) => {
    chaos.inject(truncatedStream())
    expect(await hear(stream())).toEqual({ pieces: pieces.slice(0, 3), error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated', fired: [{ fault: 'truncated-stream' }] }])
  })

  pacedTest.for(['clean', 'reset'] as const)(
    'hands out exactly the promised deltas at any pace, and ends with a %s end',
    async (ending, { chaos }) => {
      chaos.inject(truncatedStream({ afterDeltas: 5, ending }))
      expect((await hear(stream())).pieces).toEqual(pieces.slice(0, 5))
      expect(chaos.journal.calls[0]!.endedAt).toBe(1_400)
    },
  )

  test.for(['clean', 'reset'] as const)('truncates the body of a non-streaming answer, with a %s end', async (ending, { chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5, ending }))
    const error = await errorOf(ask())
    if (ending === 'clean') expect(error).toBeInstanceOf(SyntaxError)
    else expect(error).toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } })
    expect(chaos.journal.calls).toMatchObject([
      { status: 200, received: pieces.slice(0, 5).join(''), ending: ending === 'clean' ? 'truncated' : 'reset' },
    ])
  })

  test('does not fire for an answer that is shorter', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 500 }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
    expect(chaos.journal.calls.map(({ fired, ending }) => [fired.length, ending])).toEqual([
      [0, 'complete'],
      [0, 'complete'],
    ])
  })
})

describe('truncatedStream, in the middle of a tool call', () => {
  const given = '{"city":"Koeln"}'
  const cut = '{"city":"Koeln'
  const toolTest = withChaos({ answers: () => ({ parts: [{ type: 'tool-call', id: 'call_1', name: 'track', arguments: given }] }) })
  const schema = { type: 'object' as const }
  const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]

  toolTest('hands out arguments that end midway, at OpenAI', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 4 }))
    let heard = ''
    const tools = [{ type: 'function' as const, function: { name: 'track', parameters: schema } }]
    for await (const chunk of await new OpenAI({ apiKey: 'test' }).chat.completions.create({
      model: 'gpt-4o',
      messages,
      tools,
      stream: true,
    })) {
      heard += chunk.choices[0]?.delta.tool_calls?.[0]?.function?.arguments ?? ''
    }
    expect(heard).toBe(cut)
  })

  toolTest('hands out arguments that end midway, at Anthropic', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 4 }))
    let heard = ''
    const tools = [{ name: 'track', input_schema: schema }]
    for await (const event of await new Anthropic({ apiKey: 'test' }).messages.create({
      model: 'claude-sonnet-5',
      max_tokens: 500,
      messages,
      tools,
      stream: true,
    })) {
      if (event.type === 'content_block_delta' && event.delta.type === 'input_json_delta') heard += event.delta.partial_json
    }
    expect(heard).toBe(cut)
  })
})

describe.for(aiSdkModels)('truncatedStream with ai over $name', ({ model }) => {
  test('delivers exactly the given number of deltas, with a finish that is not the one of a complete answer', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5 }))
    const heard = await hearAiSdk(model())
    expect(heard.pieces).toEqual(pieces.slice(0, 5))
    expect(heard.finishReason).not.toBe('stop')
  })

  test('breaks when the connection does', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5, ending: 'reset' }))
    const heard = await hearAiSdk(model())
    expect(heard.pieces).toEqual(pieces.slice(0, 5))
    expect(heard.errors).toHaveLength(1)
  })

  test('rejects a truncated body', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 5 }))
    expect(await errorOf(askAiSdk(model()))).toMatchObject({ message: 'Invalid JSON response' })
  })
})

describe('over the sockets of msw/node', () => {
  const chaos = overSockets()

  describe.for(clients)('truncatedStream with $name', ({ ask, stream }) => {
    it.for(counts)('delivers exactly %i deltas, and ends as if all were sent', async (afterDeltas) => {
      chaos.inject(truncatedStream({ afterDeltas }))
      expect(await hear(stream())).toEqual({ pieces: pieces.slice(0, afterDeltas), error: undefined })
      expect(chaos.journal.calls).toMatchObject([{ deltas: afterDeltas, ending: 'truncated' }])
    })

    it.for(counts)('hands out exactly %i deltas, and then breaks', async (afterDeltas) => {
      chaos.inject(truncatedStream({ afterDeltas, ending: 'reset' }))
      const heard = await hear(stream())
      expect(heard.pieces).toEqual(pieces.slice(0, afterDeltas))
      expect(heard.error).toBeInstanceOf(TypeError)
      expect(chaos.journal.calls).toMatchObject([{ deltas: afterDeltas, ending: 'reset' }])
    })

    it('breaks a body', async () => {
      chaos.inject(truncatedStream({ ending: 'reset' }))
      expect(await errorOf(ask())).toBeInstanceOf(TypeError)
    })
  })
})

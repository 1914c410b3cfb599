import Anthropic from '@anthropic-ai/sdk'
import { describe, expect } from 'vitest'
import { terminalEventMissing } from '../../faults/terminal-event-missing.ts'
import { aiSdkModels, hearAiSdk } from './ai-sdk.ts'
import { clients, errorOf, hear, pieces, test, truth } from './bench.ts'

describe.for(clients)('terminalEventMissing with $name', ({ ask, stream }) => {
  test('is not noticed by a client that reads only the deltas', async ({ chaos }) => {
    chaos.inject(terminalEventMissing())
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls).toMatchObject([{ received: truth, ending: 'truncated' }])
  })

  test('can drop the terminal event alone, after the finish reason', async ({ chaos }) => {
    chaos.inject(terminalEventMissing({ from: 'terminal' }))
    expect(await hear(stream())).toEqual({ pieces, error: undefined })
    expect(chaos.journal.calls[0]!.frames.map(({ role }) => role)).not.toContain('terminal')
  })

  test('does not fire for an answer that is not streamed', async ({ chaos }) => {
    chaos.inject(terminalEventMissing())
    expect(await ask()).toBe(truth)
    expect(chaos.neverFired).toHaveLength(1)
  })
})

describe('terminalEventMissing', () => {
  test('is noticed by a client that collects the stream with the SDK of Anthropic', async ({ chaos }) => {
    chaos.inject(terminalEventMissing())
    const stream = new Anthropic({ apiKey: 'test' }).messages.stream({
      model: 'claude-sonnet-5',
      max_tokens: 500,
      messages: [{ role: 'user', content: 'How long?' }],
    })
    expect(await errorOf(stream.finalMessage())).toBeInstanceOf(Anthropic.AnthropicError)
  })
})

describe.for(aiSdkModels)('terminalEventMissing with ai over $name', ({ model }) => {
  test('keeps all text, with a finish that is not the one of a complete answer', async ({ chaos }) => {
    chaos.inject(terminalEventMissing())
    const heard = await hearAiSdk(model())
    expect(heard.pieces).toEqual(pieces)
    expect(heard.finishReason).not.toBe('stop')
  })
})

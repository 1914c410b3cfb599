import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { silentModelSwap } from '../../faults/silent-model-swap.ts'
import { order, structured, test as structuredTest } from './structured.ts'
import { clients, pacedTest, test, truth } from './bench.ts'

const messages = [{ role: 'user' as const, content: 'How long can I return a parcel?' }]
const chat = () => new OpenAI({ apiKey: 'test' }).chat.completions.create({ model: 'gpt-4o', messages })
const responses = () => new OpenAI({ apiKey: 'test' }).responses.create({ model: 'gpt-4o', input: messages[0]!.content })
const claude = () => new Anthropic({ apiKey: 'test' }).messages.create({ model: 'claude-sonnet-5', max_tokens: 500, messages })

const replies = [
  { name: 'chat completions', model: 'gpt-4o', ask: async () => ({ model: (await chat()).model }) },
  { name: 'responses', model: 'gpt-4o', ask: async () => ({ model: (await responses()).model }) },
  { name: 'messages', model: 'claude-sonnet-5', ask: async () => ({ model: (await claude()).model }) },
] as const

describe.for(replies)('silentModelSwap, in $name', ({ model, ask }) => {
  test('names the other model where it is disclosed', async ({ chaos }) => {
    chaos.inject(silentModelSwap({ to: 'lesser-model', disclosed: true }))
    expect((await ask()).model).toBe('lesser-model')
    expect(chaos.journal.calls[0]!.answeredBy).toBe('lesser-model')
  })

  test('names the asked model where it is masked, and the journal knows better', async ({ chaos }) => {
    chaos.inject(silentModelSwap({ to: 'lesser-model' }))
    expect((await ask()).model).toContain(model)
    expect(chaos.journal.calls[0]!.answeredBy).toBe('lesser-model')
  })
})

describe('silentModelSwap, masked', () => {
  test('gives itself away by its fingerprint and its token counts', async ({ chaos }) => {
    const before = await chat()
    chaos.inject(silentModelSwap())
    const after = await chat()
    expect(after.system_fingerprint).not.toBe(before.system_fingerprint)
    expect(after.usage!.prompt_tokens).toBeGreaterThan(before.usage!.prompt_tokens)
    expect(after.usage!.completion_tokens).toBeGreaterThan(before.usage!.completion_tokens)
  })

  pacedTest.for(clients)('gives itself away by its pace and its style, before $name', async ({ ask }, { chaos }) => {
    chaos.inject(silentModelSwap())
    const text = await ask()
    const [call] = chaos.journal.calls
    expect(call!.endedAt! - call!.startedAt).toBeLessThan(1_000)
    expect(text).not.toBe(truth)
    expect(text).toContain('within thirty days')
  })

  structuredTest.for(structured)('keeps the content of JSON, by $name', async ({ ask }, { chaos }) => {
    chaos.inject(silentModelSwap())
    expect(JSON.parse(await ask())).toEqual(order)
    expect(chaos.journal).toHaveFired('silent-model-swap')
  })
})

import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { emptyReply, refusal, usageMissing } from '../../faults/index.ts'
import { clients, hear, test, truth } from './bench.ts'

const messages = [{ role: 'user' as const, content: 'How long can I return a parcel?' }]
const chat = () => new OpenAI({ apiKey: 'test' }).chat.completions.create({ model: 'gpt-4o', messages })
const responses = () => new OpenAI({ apiKey: 'test' }).responses.create({ model: 'gpt-4o', input: messages[0]!.content })
const claude = () => new Anthropic({ apiKey: 'test' }).messages.create({ model: 'claude-sonnet-5', max_tokens: 500, messages })
const text = 'Not today.'

describe('refusal', () => {
  test('is one to each SDK, with a 200', async ({ chaos }) => {
    chaos.inject(refusal({ text }))
    expect((await chat()).choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: null, refusal: text } })
    expect((await responses()).output).toMatchObject([{ type: 'message', content: [{ type: 'refusal', refusal: text }] }])
    expect(await claude()).toMatchObject({ stop_reason: 'refusal' })
    expect(chaos.journal.calls.map((call) => [call.status, call.ending, call.received, call.truth])).toEqual(
      Array.from({ length: 3 }, () => [200, 'complete', text, truth]),
    )
  })
})

describe.for(clients)('emptyReply, before $name', ({ ask, stream }) => {
  test('says nothing, and ends well', async ({ chaos }) => {
    chaos.inject(emptyReply())
    expect((await ask()) || '').toBe('')
    expect(await hear(stream())).toEqual({ pieces: [], error: undefined })
    expect(chaos.journal.calls).toMatchObject([
      { ending: 'complete', received: '', truth },
      { ending: 'complete', received: '', truth },
    ])
  })
})

describe('usageMissing', () => {
  test('leaves the usage out of completions and responses', async ({ chaos }) => {
    chaos.inject(usageMissing())
    expect((await chat()).usage).toBeUndefined()
    expect((await responses()).usage).toBeNull()
    expect(chaos.journal).toHaveFired('usage-missing')
  })

  test.for(clients)('leaves the answer as it is, before $name', async ({ ask }, { chaos }) => {
    chaos.inject(usageMissing())
    expect(await ask()).toBe(truth)
    expect(chaos.journal.calls[0]!.usage).toBeUndefined()
  })
})

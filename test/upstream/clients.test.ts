import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { confidentlyWrong, truncatedAtMaxTokens, midStreamError, overloaded, truncatedStream } from '../../faults/index.ts'
import { anthropic, answers, brownout, openai, virtualTime, type Chaos } from '../../src/index.ts'
import { serve, type BrownoutServer } from '../../src/server/index.ts'

const text = 'Your parcel is on its way, and it comes tomorrow before noon.'
const question = 'Where is my parcel?'
const messages = [{ role: 'user' as const, content: question }]
const tools = [
  { type: 'function' as const, function: { name: 'track', parameters: { type: 'object', properties: { id: { type: 'string' } } } } },
]

const providers = [openai(), anthropic()]
const real = brownout({
  seed: 'real',
  providers,
  answers: answers.from(({ tools: [tool] }) =>
    tool === undefined ? text : { toolCalls: [{ name: tool.name, arguments: { id: 'P-7' } }] },
  ),
})
let upstream: BrownoutServer
let chaos: Chaos
let server: BrownoutServer
let gpt: OpenAI
let claude: Anthropic

beforeAll(async () => {
  upstream = await serve(real)
  chaos = brownout({ seed: 'tuesday', providers, upstream: upstream.baseUrls })
  server = await serve(chaos)
  gpt = new OpenAI({ baseURL: server.baseUrls['openai'], apiKey: 'none', maxRetries: 0 })
  claude = new Anthropic({ baseURL: server.baseUrls['anthropic'], apiKey: 'none', maxRetries: 0 })
})
afterEach(() => {
  chaos.reset()
  real.reset()
})
afterAll(async () => {
  await server.close()
  await upstream.close()
})

async function readChat(client = gpt): Promise<{ told: string; error: unknown }> {
  let told = ''
  try {
    for await (const chunk of await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true }))
      told += chunk.choices[0]?.delta.content ?? ''
    return { told, error: undefined }
  } catch (error) {
    return { told, error }
  }
}

describe('official clients through a proxy', () => {
  it('openai streams, gets a body, and calls a tool', async () => {
    expect(await readChat()).toEqual({ told: text, error: undefined })
    expect((await gpt.responses.create({ model: 'gpt-4o', input: question })).output_text).toBe(text)
    const called = await gpt.chat.completions.create({ model: 'gpt-4o', messages, tools, tool_choice: 'required' })
    expect(called.choices[0]!.message.tool_calls).toMatchObject([{ function: { name: 'track', arguments: '{"id":"P-7"}' } }])
    expect(chaos.journal.calls.map(({ received, ending, finish }) => ({ received, ending, finish }))).toEqual([
      { received: text, ending: 'complete', finish: 'stop' },
      { received: text, ending: 'complete', finish: 'stop' },
      { received: 'track({"id":"P-7"})', ending: 'complete', finish: 'tool-calls' },
    ])
  })

  it('@anthropic-ai/sdk streams, and gets a body', async () => {
    const asked = { model: 'claude-sonnet-5', max_tokens: 100, messages }
    expect(await claude.messages.stream(asked).finalText()).toBe(text)
    expect((await claude.messages.create(asked)).content).toMatchObject([{ type: 'text', text }])
    const usages = chaos.journal.calls.map(({ usage }) => usage)
    expect(usages).toEqual(real.journal.calls.map(({ usage }) => usage))
  })

  it('meet faults as errors of the provider, and the upstream hears nothing of a refused call', async () => {
    chaos.inject(overloaded())
    await expect(claude.messages.create({ model: 'claude-sonnet-5', max_tokens: 9, messages })).rejects.toMatchObject({ status: 529 })
    expect(real.journal.calls).toEqual([])
  })

  it('meet an error within a genuine stream', async () => {
    chaos.inject(midStreamError({ afterDeltas: 2 }))
    const { told, error } = await readChat()
    expect(told).toBe('Your parcel')
    expect(String(error)).toContain('overloaded')
  })

  it('meet a truncated stream, whose upstream is left', async () => {
    chaos.inject(truncatedStream({ afterDeltas: 2, ending: 'reset' }))
    const { told, error } = await readChat()
    expect(told).toBe('Your parcel')
    expect(error).toBeInstanceOf(Error)
  })

  it("get another answer than the upstream's, in its own form", async () => {
    chaos.inject(confidentlyWrong().for('openai'), truncatedAtMaxTokens({ after: 3 }).for('anthropic'))
    const { told } = await readChat()
    expect(told).not.toBe(text)
    expect(chaos.journal.calls[0]).toMatchObject({ truth: text, received: told })
    const cut = await claude.messages.create({ model: 'claude-sonnet-5', max_tokens: 100, messages })
    expect(cut).toMatchObject({ stop_reason: 'max_tokens', content: [{ text: 'Your parcel is' }] })
  })

  it('reach the upstream from a test, too, whose own requests to providers are intercepted', async () => {
    const inProcess = brownout({
      seed: 'tuesday',
      providers,
      upstream: { openai: upstream.baseUrls['openai']! },
      answers: answers.from(() => 'Emulated.'),
    })
    inProcess.inject(truncatedStream({ afterDeltas: 3 }).first(1))
    const release = inProcess.intercept()
    try {
      const [cut, whole, other] = await virtualTime(
        async () =>
          [
            await readChat(new OpenAI({ apiKey: 'none' })),
            await readChat(new OpenAI({ apiKey: 'none' })),
            await new Anthropic({ apiKey: 'none' }).messages.create({ model: 'claude-sonnet-5', max_tokens: 9, messages }),
          ] as const,
      )
      expect(cut.told).toBe('Your parcel is')
      expect(whole.told).toBe(text)
      expect(other.content).toMatchObject([{ text: 'Emulated.' }])
    } finally {
      release()
    }
  })
})

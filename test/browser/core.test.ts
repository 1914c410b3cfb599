import Anthropic from '@anthropic-ai/sdk'
import { getResponse, RequestHandler } from 'msw'
import OpenAI from 'openai'
import { afterEach, describe, expect, it } from 'vitest'
import { overloaded, truncatedStream } from '../../faults/index.ts'
import { answers, anthropic, bedrock, brownout, openai } from '../../src/index.ts'

const text = 'Your parcel is on its way, and it comes tomorrow before noon.'
const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic(), bedrock()], answers: answers.from(() => text) })
const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]

const handlers = chaos.handlers.filter((handler) => handler instanceof RequestHandler)

/** What a service worker of MSW's would do with a request of the page. */
const fetch: typeof globalThis.fetch = async (input, init) => (await getResponse(handlers, new Request(input, init))) ?? Response.error()
const settings = { fetch, apiKey: 'none', maxRetries: 0, dangerouslyAllowBrowser: true }
const client = new OpenAI(settings)

async function readStream(): Promise<string> {
  let told = ''
  for await (const chunk of await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true }))
    told += chunk.choices[0]?.delta.content ?? ''
  return told
}

afterEach(() => chaos.reset())

describe('the core, in any runtime', () => {
  it('streams an answer to the OpenAI SDK', async () => {
    expect(await readStream()).toBe(text)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: text }])
  })

  it('truncates a stream', async () => {
    chaos.inject(truncatedStream({ afterDeltas: 2 }))
    expect(await readStream()).toBe(chaos.journal.calls[0]?.received)
    expect(chaos.journal.calls).toMatchObject([{ ending: 'truncated', deltas: 2 }])
  })

  it('frames a stream in binary messages', async () => {
    const response = await fetch('https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-pro-v1:0/converse-stream', {
      method: 'POST',
      headers: { authorization: 'Bearer none' },
      body: JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'Where is my parcel?' }] }] }),
    })
    const bytes = await response.arrayBuffer()
    // The first four bytes are the length of the first message, whose last four are its checksum.
    const length = new DataView(bytes).getUint32(0)
    expect(response.headers.get('content-type')).toBe('application/vnd.amazon.eventstream')
    expect(new TextDecoder().decode(bytes.slice(0, length))).toContain('messageStart')
    expect(chaos.journal.calls).toMatchObject([{ ending: 'complete', received: text }])
  })

  it('turns the Anthropic SDK away', async () => {
    chaos.inject(overloaded())
    const question = { model: 'claude-sonnet-5', max_tokens: 100, messages }
    await expect(new Anthropic(settings).messages.create(question)).rejects.toMatchObject({ status: 529 })
  })

  // This file runs in Node as well (npm test), so the same calls are hit in both.
  it('fires on the calls that the seed selects', async () => {
    chaos.inject(truncatedStream().chance(0.5))
    for (let count = 0; count < 8; count++) await readStream()
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual([
      'truncated',
      'truncated',
      'truncated',
      'complete',
      'complete',
      'complete',
      'complete',
      'truncated',
    ])
  })
})

import type OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { clientOf } from './emulated.ts'

const text = 'It comes tomorrow.'
const client = clientOf({
  parts: [
    { type: 'reasoning', text: 'Where may it be?' },
    { type: 'text', text },
  ],
})
const asked = { model: 'gpt-5', input: 'When does it come?' }
const encrypted = { include: ['reasoning.encrypted_content'] as OpenAI.Responses.ResponseIncludable[], store: false }

describe('a response', () => {
  it('repeats the parameters of the request', async () => {
    const given = {
      reasoning: { effort: 'low' as const, summary: 'detailed' as const },
      temperature: 0.5,
      top_p: 0.9,
      truncation: 'auto' as const,
      service_tier: 'flex' as const,
    }
    expect(await client.responses.create({ ...asked, ...given, text: { verbosity: 'low' } })).toMatchObject({
      ...given,
      text: { format: { type: 'text' }, verbosity: 'low' },
    })
    expect(await client.responses.create({ ...asked, service_tier: 'auto' })).toMatchObject({
      reasoning: { effort: null, summary: null },
      temperature: 1,
      service_tier: 'default',
    })
  })

  it('has the reasoning encrypted for an app that keeps it itself, also without a summary', async () => {
    const { output } = await client.responses.create({ ...asked, ...encrypted })
    expect(output).toMatchObject([
      { type: 'reasoning', summary: [], encrypted_content: expect.stringMatching(/^gAAAAA/) as string },
      { type: 'message' },
    ])
    const again = await client.responses.create({ ...asked, ...encrypted, input: [...output, { role: 'user', content: 'So?' }] as never })
    expect(again.output_text).toBe(text)
  })

  it('has it in a stream as in the complete response', async () => {
    const stream = client.responses.stream({ ...asked, ...encrypted, reasoning: { summary: 'auto' } })
    expect((await stream.finalResponse()).output[0]).toMatchObject({
      summary: [{ text: 'Where may it be?' }],
      encrypted_content: expect.stringMatching(/^gAAAAA/) as string,
    })
  })

  it('is refused if a tool runs at the host, with any name', async () => {
    const tools = [{ type: 'programmatic_tool_calling' }] as never
    await expect(client.responses.create({ ...asked, tools })).rejects.toThrow("brownout does not emulate 'programmatic_tool_calling'")
  })
})

it('a completion names the requested service tier', async () => {
  const messages = [{ role: 'user' as const, content: 'Hi' }]
  expect((await client.chat.completions.create({ model: 'gpt-5', messages, service_tier: 'flex' })).service_tier).toBe('flex')
  expect((await client.chat.completions.create({ model: 'gpt-5', messages })).service_tier).toBe('default')
})

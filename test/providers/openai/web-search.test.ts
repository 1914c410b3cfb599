import { describe, expect, it } from 'vitest'
import { clientOf } from './emulated.ts'

const text = 'It comes tomorrow, around noon.'
const client = clientOf({ parts: [{ type: 'text', text }] })
const asked = { model: 'gpt-5', input: 'When does it come?', tools: [{ type: 'web_search' as const }] }

describe('a search on the web', () => {
  it('is before the answer', async () => {
    const response = await client.responses.create(asked)
    expect(response.output).toMatchObject([
      { type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'When does it come?' } },
      { type: 'message', content: [{ text }] },
    ])
    expect(response.output_text).toBe(text)
  })

  it('is before the answer in a stream, which ends in the same output', async () => {
    const stream = client.responses.stream(asked)
    const types: string[] = []
    for await (const event of stream) types.push(event.type)
    const searched = ['in_progress', 'searching', 'completed'].map((state) => `response.web_search_call.${state}`)
    expect(types.filter((type) => type.includes('web_search'))).toEqual(searched)
    const { output } = await stream.finalResponse()
    expect(output.map(({ type }) => type)).toEqual(['web_search_call', 'message'])
    expect(output.map(({ id }) => id)).toEqual(
      (await client.responses.create(asked)).output.map((item) => expect.stringMatching(new RegExp(`^${item.id!.slice(0, 3)}`)) as string),
    )
  })

  it('is not made if the app wants no tool', async () => {
    expect((await client.responses.create({ ...asked, tool_choice: 'none' })).output.map(({ type }) => type)).toEqual(['message'])
  })

  it('can be handed back', async () => {
    const { output } = await client.responses.create(asked)
    const input = [{ role: 'user' as const, content: 'When?' }, ...output, { role: 'user' as const, content: 'So?' }]
    expect((await client.responses.create({ ...asked, input: input as never })).output_text).toBe(text)
  })
})

it.each([
  ['file_search', { tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }] }],
  ['code_interpreter', { tools: [{ type: 'code_interpreter', container: { type: 'auto' } }] }],
  ['prompt', { prompt: { id: 'pmpt_1' } }],
  ['message.output_text.logprobs', { tools: [], top_logprobs: 3, include: ['message.output_text.logprobs'] }],
])('%s, which is not emulated, is refused in words', async (name, more) => {
  await expect(client.responses.create({ ...asked, ...more } as typeof asked)).rejects.toThrow(`brownout does not emulate '${name}'`)
})

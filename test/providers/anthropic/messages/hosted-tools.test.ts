import type Anthropic from '@anthropic-ai/sdk'
import { describe, expect, it } from 'vitest'
import { clientOf } from '../emulated.ts'

const text = 'It comes tomorrow, around noon.'
const client = clientOf({ parts: [{ type: 'text', text }] })
const question = 'When does it come? See https://post.example/track?id=7.'
const asked = { model: 'claude-sonnet-5', max_tokens: 500, messages: [{ role: 'user' as const, content: question }] }

const search = { type: 'web_search_20250305', name: 'web_search' } as const
const page = { type: 'web_fetch_20250910', name: 'web_fetch' } as const
const code = { type: 'code_execution_20250825', name: 'code_execution' } as const
const python = { type: 'code_execution_20250522', name: 'code_execution' } as const
const finder = { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' } as const
const track = { name: 'track', input_schema: { type: 'object' as const }, defer_loading: true }

const types = (content: readonly { readonly type: string }[]): readonly string[] => content.map(({ type }) => type)

describe('a tool that runs at Anthropic', () => {
  it.each<[string, Anthropic.ToolUnion, object, object]>([
    ['web_search_tool_result', search, { query: question }, [{ type: 'web_search_result' }, { type: 'web_search_result' }]],
    ['web_fetch_tool_result', page, { url: 'https://post.example/track?id=7' }, { type: 'web_fetch_result' }],
    ['bash_code_execution_tool_result', code, { command: 'python3 -c "print(2 + 2)"' }, { stdout: '4\n', return_code: 0 }],
    ['code_execution_tool_result', python, { code: 'print(2 + 2)' }, { stdout: '4\n', return_code: 0 }],
  ])('is used before an answer in words: %s', async (type, tool, input, content) => {
    const message = await client.messages.create({ ...asked, tools: [tool] })
    expect(message.content).toMatchObject([
      { type: 'server_tool_use', id: expect.stringMatching(/^srvtoolu_01/) as string, input },
      { type, content },
      { type: 'text', text },
    ])
    expect(message.content[1]).toMatchObject({ tool_use_id: (message.content[0] as { id: string }).id })
    expect(message.stop_reason).toBe('end_turn')
  })

  it('is counted in the usage, and has a container if code ran', async () => {
    const { usage, container } = await client.messages.create({ ...asked, tools: [search, page, code] })
    expect(usage.server_tool_use).toEqual({ web_search_requests: 1, web_fetch_requests: 1 })
    expect(container).toMatchObject({ id: expect.stringMatching(/^container_01/) as string })
    const calm = await client.messages.create(asked)
    expect([calm.usage.server_tool_use, calm.container]).toEqual([null, null])
  })

  it('arrives in a stream as the SDK collects it', async () => {
    const stream = client.messages.stream({ ...asked, tools: [search, code] })
    const indexes: number[] = []
    for await (const event of stream) if (event.type === 'content_block_start') indexes.push(event.index)
    const { content, usage } = await stream.finalMessage()
    expect(indexes).toEqual([0, 1, 2, 3, 4])
    expect(types(content)).toEqual([
      'server_tool_use',
      'web_search_tool_result',
      'server_tool_use',
      'bash_code_execution_tool_result',
      'text',
    ])
    expect(content).toMatchObject([{ input: { query: question } }, {}, { name: 'bash_code_execution' }, {}, { text }])
    expect(usage.server_tool_use).toMatchObject({ web_search_requests: 1 })
  })

  it('finds deferred tools, also before one of them is called', async () => {
    const calling = clientOf({ parts: [{ type: 'tool-call', id: 'toolu_01', name: 'track', arguments: '{}' }] })
    const { content } = await calling.messages.create({ ...asked, tools: [finder, track, search] })
    expect(content).toMatchObject([
      { type: 'server_tool_use', name: 'tool_search_tool_regex' },
      { content: { tool_references: [{ type: 'tool_reference', tool_name: 'track' }] } },
      { type: 'tool_use', name: 'track' },
    ])
  })

  it('can be sent back, and is not used if the app disables it or answers a call', async () => {
    const { content } = await client.messages.create({ ...asked, tools: [search] })
    const more = { role: 'user' as const, content: 'And then?' }
    const again = await client.messages.create({
      ...asked,
      tools: [search],
      messages: [...asked.messages, { role: 'assistant', content: content as Anthropic.ContentBlockParam[] }, more],
    })
    expect(types(again.content)).toEqual(['server_tool_use', 'web_search_tool_result', 'text'])
    const none = await client.messages.create({ ...asked, tools: [search], tool_choice: { type: 'none' } })
    expect(types(none.content)).toEqual(['text'])
    const blank = await client.messages.create({ ...asked, tools: [page], messages: [more] })
    expect(types(blank.content)).toEqual(['text'])
  })

  it('of another host is refused in words', async () => {
    const servers = { mcp_servers: [{ type: 'url' as const, name: 'crm', url: 'https://crm.example' }], betas: ['mcp-client-2025-11-20'] }
    await expect(client.beta.messages.create({ ...asked, ...servers })).rejects.toThrow("brownout does not emulate 'mcp_servers'")
  })
})

import type { Beta, Messages } from '@anthropic-ai/sdk/resources'
import { describe, expect, it } from 'vitest'
import { requestSchema } from '../../../src/providers/anthropic/messages/schema.ts'
import { post, question } from './emulated.ts'

const text = { parts: [{ type: 'text' as const, text: 'Tomorrow.' }] }

async function messageOf(body: unknown, headers?: Record<string, string>): Promise<string> {
  const response = await post(text, body, headers)
  const { error } = (await response.json()) as { error: { type: string; message: string } }
  return `${response.status} ${error.type}: ${error.message}`
}

const saying = (content: unknown, role = 'user') => ({ ...question, messages: [{ role, content }] })
const offering = (...tools: unknown[]) => ({ ...question, tools })
const weather = { name: 'weather', input_schema: { type: 'object' } }
const call = (id: string) => ({ type: 'tool_use', id, name: 'weather', input: {} })
const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'sunny' })
const turns = (...contents: unknown[]) => ({
  ...question,
  messages: contents.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content })),
})

describe('a request is refused in the words of the API', () => {
  it.each<[string, unknown]>([
    ['model: Field required', {}],
    ['messages: Field required', { ...question, messages: undefined }],
    ['max_tokens: Field required', { ...question, max_tokens: undefined }],
    ['max_tokens: Input should be a valid integer', { ...question, max_tokens: 'many' }],
    ['max_tokens: Input should be greater than or equal to 0', { ...question, max_tokens: -1 }],
    ['model: String should have at least 1 character', { ...question, model: '' }],
    ['response_format: Extra inputs are not permitted', { ...question, response_format: {} }],
    ['messages: Input should be a valid list', { ...question, messages: 'hello' }],
    ['system: Input should be a valid list', { ...question, system: {} }],
    [
      'system.0.cache_control.ephemeral.scope: Extra inputs are not permitted',
      { ...question, system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral', scope: 'global' } }] },
    ],
    ['Input should be a valid dictionary', []],
    ['messages: at least one message is required', { ...question, messages: [] }],
    ['messages.0.content: Field required', { ...question, messages: [{ role: 'user' }] }],
    ["messages.0.role: Input should be 'user', 'assistant' or 'system'", saying('hello', 'tool')],
    ['messages.0.content.0.type: Field required', saying([{ text: 'hello' }])],
    ['messages.0.content.0.text.text: Field required', saying([{ type: 'text' }])],
    [
      'messages.0.content.0.tool_use.input: Input should be a valid dictionary',
      saying([{ type: 'tool_use', id: 'toolu_01', name: 'weather', input: '{}' }]),
    ],
    ['messages.0.content.0.tool_use.text: Extra inputs are not permitted', saying([{ ...call('toolu_01'), text: '' }])],
    [
      'messages.0.content.0.tool_result.content.0.type: Field required',
      saying([{ type: 'tool_result', tool_use_id: 'toolu_01', content: [{}] }]),
    ],
    [
      "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
      saying([{ type: 'image', source: { type: 'base64', data: 'R0', media_type: 'image/bmp' } }]),
    ],
    ["messages.0.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'", saying([{ ...call('call:1') }])],
    ['messages: text content blocks must be non-empty', saying([{ type: 'text', text: '' }])],
    ['messages.0: all messages must have non-empty content except for the optional final assistant message', saying('')],
    ['messages: final assistant content cannot end with trailing whitespace', turns('Where is it?', 'It is ')],
    ['tools.0.custom.input_schema: Field required', offering({ name: 'weather' })],
    ['tools.0.custom.input_schema.type: Field required', offering({ type: 'custom', name: 'weather', input_schema: {} })],
    ["tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'", offering({ ...weather, name: 'the weather' })],
    [
      "tools.0: Input tag 'function' found using 'type' does not match any of the expected tags",
      offering({ type: 'function', function: weather }),
    ],
    ['tools: Tool names must be unique.', offering(weather, weather)],
    ["Tool 'news' not found in provided tools", { ...offering(weather), tool_choice: { type: 'tool', name: 'news' } }],
    ['tool_choice.tool.name: Field required', { ...offering(weather), tool_choice: { type: 'tool' } }],
    ['tool_choice may only be specified while providing tools.', { ...question, tool_choice: { type: 'any' } }],
    ['thinking.enabled.budget_tokens: Field required', { ...question, thinking: { type: 'enabled' } }],
    [
      'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
      { ...question, thinking: { type: 'enabled', budget_tokens: 1 } },
    ],
    [
      "thinking: Input tag 'on' found using 'type' does not match any of the expected tags: 'adaptive', 'between_tools', 'disabled', 'enabled'",
      { ...question, thinking: { type: 'on' } },
    ],
    [
      '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size',
      { ...question, thinking: { type: 'enabled', budget_tokens: 1024 } },
    ],
    [
      'Thinking may not be enabled when tool_choice forces tool use.',
      { ...offering(weather), max_tokens: 2048, thinking: { type: 'enabled', budget_tokens: 1024 }, tool_choice: { type: 'any' } },
    ],
    [
      'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_01, toolu_02. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
      turns('Weather?', [call('toolu_01'), call('toolu_02')], 'And?'),
    ],
    [
      'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_02. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
      turns('Weather?', [call('toolu_01'), call('toolu_02')], [result('toolu_01')]),
    ],
    [
      'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_01. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
      turns([result('toolu_01')]),
    ],
    [
      'messages.2.content.1: each tool_use must have a single result. Found multiple `tool_result` blocks with id: toolu_01',
      turns('Weather?', [call('toolu_01')], [result('toolu_01'), result('toolu_01')]),
    ],
    [
      'messages.3.content.0: `tool_use` ids must be unique',
      turns('Weather?', [call('toolu_01')], [result('toolu_01')], [call('toolu_01')]),
    ],
    ['The request body is not valid JSON: unexpected end of data: line 1 column 11 (char 10)', '{"model": '],
    ['The request body is not valid JSON: unexpected character: line 2 column 2 (char 3)', '{\n x}'],
    ['The request body is not valid JSON: no low surrogate in string: line 1 column 13 (char 12)', '{"model": "a\\ud83d"}'],
  ])('%s', async (wording, body) => {
    expect(await messageOf(body)).toBe(`400 invalid_request_error: ${wording}`)
  })

  it('names the blocks that it knows', async () => {
    expect(await messageOf(saying([{ type: 'audio' }]))).toMatch(
      /^400 invalid_request_error: messages\.0\.content\.0: Input tag 'audio' found using 'type' does not match any of the expected tags: 'advisor_tool_result', .*'text', /,
    )
  })

  it('without a key', async () => {
    expect(await messageOf({}, { 'x-api-key': '' })).toBe('401 authentication_error: x-api-key header is required')
  })

  it('without a version', async () => {
    expect(await messageOf({}, { 'anthropic-version': '' })).toBe('400 invalid_request_error: anthropic-version: header is required')
  })

  it('over 32 MB', async () => {
    expect(await messageOf(saying('a'.repeat(32 * 1024 * 1024)))).toBe('413 request_too_large: Request exceeds the maximum size')
  })
})

type BlockType = Beta.BetaContentBlockParam['type']
type ToolType = NonNullable<Extract<Beta.BetaToolUnion, { type?: unknown }>['type']>

const blocks: { readonly [Type in BlockType]: Extract<Beta.BetaContentBlockParam, { type: Type }> | 'in its place' } = {
  text: { type: 'text', text: 'Hello', cache_control: { type: 'ephemeral', ttl: '1h' }, citations: null },
  image: {
    type: 'image',
    source: { type: 'base64', data: 'R0', media_type: 'image/png' },
    transformations: { oversized_image: 'downsize' },
  },
  document: {
    type: 'document',
    source: { type: 'content', content: [{ type: 'text', text: 'Returns: 30 days.' }] },
    title: 'Terms',
    context: 'shop',
    citations: { enabled: true },
  },
  search_result: {
    type: 'search_result',
    source: 'https://shop.example',
    title: 'Shop',
    content: [{ type: 'text', text: 'Open' }],
    citations: { enabled: true },
  },
  thinking: { type: 'thinking', thinking: 'Hm.', signature: 'Eq' },
  redacted_thinking: { type: 'redacted_thinking', data: 'Eq' },
  tool_use: 'in its place',
  tool_result: 'in its place',
  server_tool_use: { type: 'server_tool_use', id: 'srvtoolu_01', name: 'web_search', input: { query: 'parcel' } },
  mcp_tool_use: { type: 'mcp_tool_use', id: 'mcptoolu_01', name: 'find', server_name: 'crm', input: {} },
  web_search_tool_result: { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_01', content: [] },
  web_fetch_tool_result: {
    type: 'web_fetch_tool_result',
    tool_use_id: 'srvtoolu_01',
    content: { type: 'web_fetch_tool_result_error', error_code: 'unavailable' },
  },
  code_execution_tool_result: {
    type: 'code_execution_tool_result',
    tool_use_id: 'srvtoolu_01',
    content: { type: 'code_execution_tool_result_error', error_code: 'unavailable' },
  },
  bash_code_execution_tool_result: {
    type: 'bash_code_execution_tool_result',
    tool_use_id: 'srvtoolu_01',
    content: { type: 'bash_code_execution_tool_result_error', error_code: 'unavailable' },
  },
  text_editor_code_execution_tool_result: {
    type: 'text_editor_code_execution_tool_result',
    tool_use_id: 'srvtoolu_01',
    content: { type: 'text_editor_code_execution_tool_result_error', error_code: 'unavailable' },
  },
  tool_search_tool_result: {
    type: 'tool_search_tool_result',
    tool_use_id: 'srvtoolu_01',
    content: { type: 'tool_search_tool_result_error', error_code: 'unavailable' },
  },
  mcp_tool_result: { type: 'mcp_tool_result', tool_use_id: 'mcptoolu_01', content: 'found', is_error: false },
  advisor_tool_result: {
    type: 'advisor_tool_result',
    tool_use_id: 'srvtoolu_01',
    content: { type: 'advisor_tool_result_error', error_code: 'unavailable' },
  },
  container_upload: { type: 'container_upload', file_id: 'file_01' },
  compaction: { type: 'compaction', content: 'So far: a parcel.' },
  fallback: { type: 'fallback', from: { model: 'claude-opus-5' }, to: { model: 'claude-sonnet-5' } },
  mcp_tool_listing: { type: 'mcp_tool_listing', mcp_server_name: 'crm', tools: [] },
  tool_addition: { type: 'tool_addition', tool: { type: 'tool_reference', name: 'weather' } },
  tool_removal: { type: 'tool_removal', tool: { type: 'tool_reference', name: 'weather' } },
}

const params: {
  readonly [Name in keyof Omit<Beta.MessageCreateParamsNonStreaming & Messages.MessageCreateParamsNonStreaming, 'betas'>]-?: true
} = {
  billing_policy: true,
  cache_control: true,
  compaction: true,
  container: true,
  context_management: true,
  diagnostics: true,
  fallback_credit_token: true,
  fallbacks: true,
  inference_geo: true,
  max_tokens: true,
  mcp_servers: true,
  messages: true,
  metadata: true,
  model: true,
  output_config: true,
  output_format: true,
  service_tier: true,
  speed: true,
  stop_sequences: true,
  stream: true,
  system: true,
  thinking: true,
  thread: true,
  tool_choice: true,
  tools: true,
  user_profile_id: true,
  workspace_id: true,
}

const toolTypes: Readonly<Record<ToolType, true>> = {
  custom: true,
  bash_20241022: true,
  bash_20250124: true,
  browser_toolset_20260801: true,
  code_execution_20250522: true,
  code_execution_20250825: true,
  code_execution_20260120: true,
  code_execution_20260521: true,
  computer_20241022: true,
  computer_20250124: true,
  computer_20251124: true,
  computer_toolset_20260801: true,
  memory_20250818: true,
  text_editor_20241022: true,
  text_editor_20250124: true,
  text_editor_20250429: true,
  text_editor_20250728: true,
  web_search_20250305: true,
  web_search_20260209: true,
  web_search_20260318: true,
  web_fetch_20250910: true,
  web_fetch_20260209: true,
  web_fetch_20260309: true,
  web_fetch_20260318: true,
  advisor_20260301: true,
  tool_search_tool_bm25: true,
  tool_search_tool_bm25_20251119: true,
  tool_search_tool_regex: true,
  tool_search_tool_regex_20251119: true,
  mcp_toolset: true,
}

const elsewhere = ['mcp_toolset', 'advisor_20260301']

describe('a request is taken with all that the SDK knows', () => {
  it('of parameters', () => {
    expect(Object.keys(requestSchema.shape)).toEqual(expect.arrayContaining(Object.keys(params)))
  })

  it.each(Object.entries(blocks).filter(([, block]) => block !== 'in its place'))('of blocks: %s', async (_, block) => {
    expect((await post(text, saying([block]))).status).toBe(200)
  })

  it.each(Object.keys(toolTypes).filter((type) => !elsewhere.includes(type)))('of tools: %s', async (type) => {
    expect((await post(text, offering({ ...(type === 'custom' ? weather : { name: 'it' }), type }))).status).toBe(200)
  })

  it.each(elsewhere)('except for tools whose results only the host knows: %s', async (type) => {
    const response = await post(text, offering({ name: 'it', type }))
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(`brownout does not emulate '${type}' in 'tools'`)
  })

  it.each<[string, Partial<Beta.MessageCreateParamsNonStreaming>]>([
    ['thinking between tools', { thinking: { type: 'between_tools' } }],
    [
      'instructions in the midst of a conversation',
      {
        messages: [
          { role: 'user', content: 'Hello' },
          { role: 'system', content: 'Be brief.' },
        ],
      },
    ],
    [
      'several turns of one role',
      {
        messages: [
          { role: 'user', content: 'Hello' },
          { role: 'user', content: 'Anyone?' },
        ],
      },
    ],
    [
      'a prefill',
      {
        messages: [
          { role: 'user', content: 'As JSON' },
          { role: 'assistant', content: '{' },
        ],
      },
    ],
    ['a cache warmed up', { max_tokens: 0, cache_control: { type: 'ephemeral' } }],
    ['effort', { output_config: { effort: 'high' } }],
    ['context management', { context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] } }],
    ['metadata', { metadata: { user_id: 'u-1' }, service_tier: 'auto', stop_sequences: ['END'] }],
  ])('%s', async (_, more) => {
    expect((await post(text, { ...question, ...more })).status).toBe(200)
  })

  it('a token instead of a key', async () => {
    expect((await post(text, question, { 'x-api-key': '', authorization: 'Bearer token' })).status).toBe(200)
  })

  it('results of several calls over two turns of the user', async () => {
    const messages = [
      { role: 'user', content: 'Weather?' },
      { role: 'assistant', content: [call('toolu_01'), call('toolu_02')] },
      { role: 'user', content: [result('toolu_01')] },
      { role: 'user', content: [result('toolu_02')] },
    ]
    expect((await post(text, { ...question, messages })).status).toBe(200)
  })
})

import { describe, expect, it } from 'vitest'
import { shaped } from '../../../../src/answers/schema/index.ts'
import { randomFrom } from '../../../../src/engine/base/random.ts'
import { violationOf } from '../../../../src/engine/kit/schema/violation.ts'
import type { Ask } from '../../../../src/engine/model/call.ts'
import { decodeMessages } from '../../../../src/providers/anthropic/messages/decode.ts'
import { emptyStore } from '../../../engine/empty-store.ts'
import { question } from '../emulated.ts'

function askOf(more: object = {}): Ask {
  const headers = new Headers({ 'x-api-key': 'sk-ant-test', 'anthropic-version': '2023-06-01' })
  const text = JSON.stringify({ ...question, ...more })
  const decoded = decodeMessages({ method: 'POST', url: new URL('https://api.anthropic.com/v1/messages'), headers, text }, emptyStore())
  if (decoded.type === 'problem') throw new Error(decoded.problem.message)
  return decoded.ask
}

const user = (...content: unknown[]) => ({ messages: [{ role: 'user', content }] })

describe('the contents of a request', () => {
  it('is its question, and what goes with it by default', () => {
    expect(askOf()).toEqual({
      model: 'claude-sonnet-5',
      messages: [{ role: 'user', parts: [{ type: 'text', text: 'Where is my parcel?' }] }],
      tools: [],
      toolChoice: 'auto',
      parallelToolCalls: true,
      output: undefined,
      stream: false,
      stopSequences: [],
      reasoning: false,
      maxTokens: 1024,
      streamUsage: true,
    })
  })

  it('is the same for a text and a block of text', () => {
    expect(
      askOf({ system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }], ...user({ type: 'text', text: 'Hi' }) }),
    ).toEqual(askOf({ system: 'Be brief.', messages: [{ role: 'user', content: 'Hi' }] }))
  })

  it('has the instructions as messages, before the conversation and within it', () => {
    const { messages } = askOf({
      system: 'Be brief.',
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'system', content: 'In French.' },
      ],
    })
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'system'])
  })

  it('has the results of tools as messages of the tools', () => {
    const content = [
      { type: 'text', text: 'Sunny' },
      { type: 'image', source: { type: 'url', url: 'https://sky.example/now.png' } },
    ]
    const { messages } = askOf({
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Let me see.' },
            { type: 'tool_use', id: 'toolu_01', name: 'weather', input: { city: 'Ghent' } },
            { type: 'tool_use', id: 'toolu_02', name: 'weather', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_01', content },
            { type: 'tool_result', tool_use_id: 'toolu_02', content: 'No city', is_error: true },
            { type: 'text', text: 'And?' },
          ],
        },
      ],
    })
    expect(messages.slice(1)).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'text', text: 'Let me see.' },
          { type: 'tool-call', id: 'toolu_01', name: 'weather', arguments: '{"city":"Ghent"}' },
          { type: 'tool-call', id: 'toolu_02', name: 'weather', arguments: '{}' },
        ],
      },
      {
        role: 'tool',
        parts: [
          { type: 'tool-result', id: 'toolu_01', text: 'Sunny' },
          { type: 'image', source: 'https://sky.example/now.png' },
          { type: 'tool-result', id: 'toolu_02', text: 'No city' },
        ],
      },
      { role: 'user', parts: [{ type: 'text', text: 'And?' }] },
    ])
  })

  it('has images and pages as their sources, and plain documents as text', () => {
    const { messages } = askOf(
      user(
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'R0' } },
        { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'JV' } },
        { type: 'document', title: 'Terms', source: { type: 'text', media_type: 'text/plain', data: '30 days.' } },
        { type: 'document', source: { type: 'file', file_id: 'file_01' } },
      ),
    )
    expect(messages[0]?.parts).toEqual([
      { type: 'image', source: 'data:image/png;base64,R0' },
      { type: 'file', source: 'data:application/pdf;base64,JV' },
      { type: 'text', text: 'Terms\n30 days.' },
      { type: 'file', source: 'file_01' },
    ])
  })

  it('offers the tools that the app can run', () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } } }
    const { tools } = askOf({
      tools: [
        { name: 'weather', description: 'By city', input_schema: schema },
        { type: 'bash_20250124', name: 'bash' },
        { type: 'web_search_20250305', name: 'web_search' },
      ],
    })
    expect(tools.map(({ name }) => name)).toEqual(['weather', 'bash'])
    expect(tools[0]).toEqual({ name: 'weather', description: 'By city', parameters: schema })
  })

  it.each([
    ['bash_20250124', { command: 'pwd' }, {}],
    ['text_editor_20250728', { command: 'view', path: '/repo/notes.txt' }, { command: 'view' }],
    ['memory_20250818', { command: 'delete', path: '/memories/notes.md' }, { command: 'delete', path: '/etc/passwd' }],
    ['computer_20250124', { action: 'screenshot' }, { action: 'left_click' }],
  ])('knows what %s is called with', (type, right, wrong) => {
    const [tool] = askOf({ tools: [{ type, name: 'tool' }] }).tools
    expect(violationOf(right, tool!.parameters)).toBeUndefined()
    expect(violationOf(wrong, tool!.parameters)).toBeDefined()
    for (const seed of ['a', 'b', 'c', 'd']) expect(Object.keys(shaped(tool!.parameters, randomFrom(seed)) as object)).not.toEqual([])
  })

  it.each([
    [{ type: 'auto' }, 'auto', true],
    [{ type: 'any', disable_parallel_tool_use: true }, 'required', false],
    [{ type: 'tool', name: 'weather', disable_parallel_tool_use: false }, { name: 'weather' }, true],
    [{ type: 'none' }, 'none', true],
  ])('chooses tools by %j', (tool_choice, toolChoice, parallelToolCalls) => {
    expect(askOf({ tools: [{ name: 'weather', input_schema: { type: 'object' } }], tool_choice })).toMatchObject({
      toolChoice,
      parallelToolCalls,
    })
  })

  it.each([
    ['output_config', { output_config: { format: { type: 'json_schema', schema: { type: 'object' } } } }, 'output'],
    ['output_format, as the beta had it', { output_format: { type: 'json_schema', schema: { type: 'object' } } }, 'output'],
    [
      'the title of the schema',
      { output_config: { format: { type: 'json_schema', schema: { type: 'object', title: 'Parcel' } } } },
      'Parcel',
    ],
  ])('has the form of the output from %s', (_, more, name) => {
    expect(askOf(more).output).toMatchObject({ name, schema: { type: 'object' } })
  })

  it.each([
    [undefined, false],
    [{ type: 'disabled' }, false],
    [{ type: 'adaptive' }, true],
    [{ type: 'adaptive', display: 'omitted' }, true],
    [{ type: 'enabled', budget_tokens: 1024 }, true],
  ])('wants reasoning by %j', (thinking, reasoning) => {
    expect(askOf({ max_tokens: 2048, thinking }).reasoning).toBe(reasoning)
  })
})

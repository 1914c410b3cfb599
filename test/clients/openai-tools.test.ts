import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { answers, openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'

const test = withChaos({ clientBehavior: 'ignore', providers: [openai()] })
const client = (): OpenAI => new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
const question = 'Track my parcel and refund the order.'
const messages = [{ role: 'user' as const, content: question }]
const parameters = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] }
const named = (name: string) => ({ type: 'function' as const, function: { name, parameters } })
const flat = (name: string) => ({ type: 'function' as const, name, parameters, strict: true })

describe('allowed tools', () => {
  test('are the only ones that a chat completion calls', async ({ chaos }) => {
    const { choices } = await client().chat.completions.create({
      model: 'gpt-4o',
      messages,
      tools: [named('track'), named('refund')],
      tool_choice: {
        type: 'allowed_tools',
        allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'refund' } }] },
      },
    })
    expect(choices[0]!.message.tool_calls).toMatchObject([{ function: { name: 'refund' } }])
    expect(chaos.journal.calls[0]!.call).toMatchObject({ toolChoice: 'required', tools: [{ name: 'refund' }] })
  })

  test('are the only ones that a response calls, which repeats the choice and all tools', async ({ chaos }) => {
    const choice = { type: 'allowed_tools' as const, mode: 'required' as const, tools: [{ type: 'function', name: 'refund' }] }
    const response = await client().responses.create({
      model: 'gpt-4o',
      input: question,
      tools: [flat('track'), flat('refund')],
      tool_choice: choice,
    })
    expect(response.output).toMatchObject([{ type: 'function_call', name: 'refund' }])
    expect(response.tool_choice).toEqual(choice)
    expect(response.tools.map((tool) => (tool as { name: string }).name)).toEqual(['track', 'refund'])
    expect(chaos.journal.calls).toHaveLength(1)
  })

  test('must be offered', async ({ chaos }) => {
    const error = await errorOf(
      client().chat.completions.create({
        model: 'gpt-4o',
        messages,
        tools: [named('track')],
        tool_choice: {
          type: 'allowed_tools',
          allowed_tools: { mode: 'auto', tools: [{ type: 'function', function: { name: 'refund' } }] },
        },
      }),
    )
    expect(error).toMatchObject({ status: 400, param: 'tool_choice' })
    expect(chaos.journal.calls).toHaveLength(1)
  })
})

describe('custom tools', () => {
  const input = 'SELECT * FROM parcels;'
  const sqlTest = withChaos({
    clientBehavior: 'ignore',
    providers: [openai()],
    answers: answers.from(() => ({ parts: [{ type: 'tool-call', id: 'call_1', name: 'sql', arguments: input }] })),
  })
  const chatTools = [{ type: 'custom' as const, custom: { name: 'sql', description: 'Runs SQL.' } }]
  const responseTools = [{ type: 'custom' as const, name: 'sql', description: 'Runs SQL.' }]

  sqlTest('are called with a text in a chat completion', async ({ chaos }) => {
    const { choices } = await client().chat.completions.create({ model: 'gpt-4o', messages, tools: chatTools })
    expect(choices[0]!.message.tool_calls).toEqual([{ id: 'call_1', type: 'custom', custom: { name: 'sql', input } }])
    let streamed = ''
    for await (const { choices } of await client().chat.completions.create({ model: 'gpt-4o', messages, tools: chatTools, stream: true })) {
      const [call] = (choices[0]?.delta.tool_calls ?? []) as { custom?: { input?: string } }[]
      streamed += call?.custom?.input ?? ''
    }
    expect(streamed).toBe(input)
    expect(chaos.journal.calls[0]!.received).toBe(`sql(${input})`)
  })

  sqlTest('are called with a text in a response', async ({ chaos }) => {
    const { output } = await client().responses.create({ model: 'gpt-4o', input: question, tools: responseTools })
    expect(output).toMatchObject([
      { type: 'custom_tool_call', call_id: 'call_1', name: 'sql', input, id: expect.stringMatching(/^ctc_/) as string },
    ])
    const events: string[] = []
    let streamed = ''
    for await (const event of await client().responses.create({ model: 'gpt-4o', input: question, tools: responseTools, stream: true })) {
      events.push(event.type)
      if (event.type === 'response.custom_tool_call_input.delta') streamed += event.delta
      if (event.type === 'response.custom_tool_call_input.done') expect(event.input).toBe(input)
    }
    expect(streamed).toBe(input)
    expect(events).toContain('response.custom_tool_call_input.done')
    expect(chaos.journal.calls).toHaveLength(2)
  })

  sqlTest('hand their results back', async ({ chaos }) => {
    const call = { type: 'custom_tool_call' as const, call_id: 'call_1', name: 'sql', input }
    const result = { type: 'custom_tool_call_output' as const, call_id: 'call_1', output: '3 rows' }
    await client().responses.create({ model: 'gpt-4o', input: [{ role: 'user', content: question }, call, result], tools: responseTools })
    expect(chaos.journal.calls[0]!.call.messages.slice(1)).toEqual([
      { role: 'assistant', parts: [{ type: 'tool-call', id: 'call_1', name: 'sql', arguments: input }] },
      { role: 'tool', parts: [{ type: 'tool-result', id: 'call_1', text: '3 rows' }] },
    ])
  })

  test('are called if a call is required, and the answers are the usual ones', async ({ chaos }) => {
    const { output } = await client().responses.create({ model: 'gpt-4o', input: question, tools: responseTools, tool_choice: 'required' })
    expect(output).toMatchObject([{ type: 'custom_tool_call', name: 'sql', input: expect.stringMatching(/^[^"]/) as string }])
    const { choices } = await client().chat.completions.create({ model: 'gpt-4o', messages, tools: chatTools, tool_choice: 'required' })
    expect(choices[0]!.message.tool_calls).toMatchObject([{ type: 'custom', custom: { name: 'sql' } }])
    expect(chaos.journal.calls).toHaveLength(2)
  })
})

import { describe, expect, it } from 'vitest'
import { cohere } from '../../../src/providers/cohere/index.ts'
import { fetchOf } from '../emulated.ts'

const send = fetchOf(cohere(), { parts: [{ type: 'text', text: 'In Ghent.' }] })
const headers = { authorization: 'Bearer test' }
const see = 'For proper usage, please refer to https://docs.cohere.com/reference/chat'
const asked = { model: 'command-a-03-2025', messages: [{ role: 'user', content: 'Hi' }] }
const schema = { type: 'object' }

async function refusalOf(body: string, sent: Record<string, string> = headers): Promise<unknown> {
  const response = await send('https://api.cohere.com/v2/chat', { method: 'POST', body, headers: sent })
  const { id, message } = (await response.json()) as { id: string; message: string }
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  return [response.status, message]
}

describe('Cohere refuses in the words of the API', () => {
  it.for([
    ['no model', { messages: asked.messages }, 400, 'a model parameter is required for this endpoint.'],
    ['no messages', { model: asked.model }, 400, `invalid request: messages is required. ${see}`],
    ['an empty conversation', { ...asked, messages: [] }, 400, 'invalid request: messages must not be empty'],
    [
      'a field of others',
      { ...asked, parallel_tool_calls: true },
      422,
      `unknown field: parameter 'parallel_tool_calls' is not a valid field. ${see}`,
    ],
    [
      'a field of others within a tool',
      { ...asked, tools: [{ type: 'function', function: { name: 'track', parameters: schema, strict: true } }] },
      422,
      `unknown field: parameter 'strict' is not a valid field. ${see}`,
    ],
    [
      'messages of another type',
      { ...asked, messages: 'Hi' },
      400,
      `invalid type: parameter messages is of type string but should be of type array. ${see}`,
    ],
    ['a tool choice of others', { ...asked, tool_choice: 'auto' }, 400, "invalid request: tool_choice must be one of 'REQUIRED', 'NONE'."],
    [
      'a role of others',
      { ...asked, messages: [{ role: 'developer', content: 'Hi' }] },
      400,
      `invalid request: messages[0].role has an invalid value 'developer'. ${see}`,
    ],
    ['a share above one', { ...asked, p: 2 }, 400, 'invalid request: p must be less than or equal to 0.99.'],
    ['a negative temperature', { ...asked, temperature: -1 }, 400, 'invalid request: temperature must be greater than or equal to 0.'],
    [
      'two penalties',
      { ...asked, frequency_penalty: 0.1, presence_penalty: 0.1 },
      400,
      'invalid request: cannot specify both frequency_penalty and presence_penalty.',
    ],
    ['a choice of nothing', { ...asked, tool_choice: 'REQUIRED' }, 400, 'invalid request: tool_choice requires tools to be specified.'],
    [
      'JSON about documents',
      { ...asked, documents: ['A parcel.'], response_format: { type: 'json_object' } },
      400,
      'invalid request: response_format is not supported with RAG.',
    ],
    [
      'a result that nothing called for',
      { ...asked, messages: [...asked.messages, { role: 'tool', tool_call_id: 'track_1', content: 'In Ghent.' }] },
      400,
      'invalid tool message at messages[1]: tool call id not found in previous tool calls',
    ],
  ] as const)('%s', async ([, body, status, message]) => {
    expect(await refusalOf(JSON.stringify(body))).toEqual([status, message])
  })

  it('no JSON, and no key', async () => {
    expect(await refusalOf('{"model"')).toEqual([400, expect.stringMatching(/^invalid json syntax: /)])
    expect(await refusalOf(JSON.stringify(asked), {})).toEqual([401, 'no api key supplied'])
  })
})

it('Cohere answers with and without its version in the path', async () => {
  for (const path of ['v2/chat', 'chat']) {
    const response = await send(`https://api.cohere.ai/${path}`, { method: 'POST', body: JSON.stringify(asked), headers })
    expect(await response.json()).toMatchObject({ message: { content: [{ text: 'In Ghent.' }] } })
  }
})

it('Cohere is set up at a URL, or not at all', () => {
  expect(() => cohere({ baseURL: 'cohere' })).toThrow(
    'Cannot set up "cohere" at "cohere": expected a URL such as "https://api.cohere.com".',
  )
})

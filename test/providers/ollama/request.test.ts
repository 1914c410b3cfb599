import { describe, expect, it } from 'vitest'
import { ollama } from '../../../src/providers/ollama/index.ts'
import { fetchOf } from '../emulated.ts'

const send = fetchOf(ollama(), { parts: [{ type: 'text', text: 'In Ghent.' }] })

async function refusalOf(body: string, path = 'chat'): Promise<unknown> {
  const response = await send(`http://localhost:11434/api/${path}`, { method: 'POST', body })
  expect(response.headers.get('content-type')).toBe('application/json')
  return [response.status, ((await response.json()) as { error: string }).error]
}

describe('Ollama refuses in the words of the server', () => {
  const messages = [{ role: 'user', content: 'Hi' }]
  it.for([
    ['nothing', '', 400, 'missing request body'],
    ['no JSON', 'model=llama3.2', 400, "invalid character 'm' looking for beginning of value"],
    ['truncated JSON', '{"model":"llama3.2"', 400, 'unexpected EOF'],
    ['a list', '[]', 400, 'json: cannot unmarshal array into Go value of type api.ChatRequest'],
    ['no model', JSON.stringify({ messages }), 400, 'model is required'],
    ['a model that is a number', '{"model":7}', 400, 'json: cannot unmarshal number into Go struct field ChatRequest.model of type string'],
    [
      'messages that are a text',
      '{"model":"llama3.2","messages":"Hi"}',
      400,
      'json: cannot unmarshal string into Go struct field ChatRequest.messages of type []api.Message',
    ],
    [
      'content that is a list',
      '{"model":"llama3.2","messages":[{"role":"user","content":[{"type":"text"}]}]}',
      400,
      'json: cannot unmarshal array into Go struct field ChatRequest.messages.content of type string',
    ],
    [
      'an unknown way to think',
      '{"model":"llama3.2","think":"hard"}',
      400,
      'invalid think value: "hard" (must be "high", "medium", "low", "max", true, or false)',
    ],
    ['another format', '{"model":"llama3.2","format":"xml"}', 500, 'invalid format: "xml"; expected "json" or a valid JSON Schema object'],
  ] as const)('%s', async ([, body, status, error]) => {
    expect(await refusalOf(body)).toEqual([status, error])
  })

  it('names the request of the endpoint', async () => {
    expect(await refusalOf('{"model":"llama3.2","prompt":[]}', 'generate')).toEqual([
      400,
      'json: cannot unmarshal array into Go struct field GenerateRequest.prompt of type string',
    ])
  })
})

it('Ollama takes what it does not know, and null for nothing', async () => {
  const body = {
    model: 'llama3.2',
    messages: null,
    tools: null,
    format: '',
    think: null,
    options: { mood: 'good' },
    extra: 1,
    stream: false,
  }
  const response = await send('http://localhost:11434/api/chat', { method: 'POST', body: JSON.stringify(body) })
  expect(await response.json()).toMatchObject({ message: { content: 'In Ghent.' }, done: true })
})

it('Ollama is set up at a URL, or not at all', () => {
  expect(() => ollama({ baseURL: 'localhost' })).toThrow(
    'Cannot set up "ollama" at "localhost": expected a URL such as "http://127.0.0.1:11434".',
  )
})

import { describe, expect, it } from 'vitest'
import { BrownoutError } from '../../../src/engine/base/errors.ts'
import { bedrock } from '../../../src/providers/bedrock/index.ts'
import { fetchOf } from '../emulated.ts'

const model = 'anthropic.claude-sonnet-4-5-20250929-v1%3A0'
const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=AKIATEST/20261125/us-east-1/bedrock/aws4_request, Signature=0' }
const messages = [{ role: 'user', content: [{ text: 'Where is my parcel?' }] }]

async function post(operation: string, body: unknown, headers: Record<string, string> = signed, query = '') {
  const fetch = fetchOf(bedrock(), { parts: [{ type: 'text', text: 'Yes.' }] })
  const response = await fetch(`https://bedrock-runtime.us-east-1.amazonaws.com/model/${model}/${operation}${query}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text }
}

/** How a request is refused: the status, the exception and its words. */
async function refusalOf(operation: string, body: unknown, headers?: Record<string, string>): Promise<unknown[]> {
  const { status, headers: heads, text } = await post(operation, body, headers)
  return [status, heads.get('x-amzn-errortype')?.split(':')[0], (JSON.parse(text) as { message: string }).message]
}

const text = (value: unknown): unknown => ({ messages: [{ role: 'user', content: [{ text: value }] }] })
const call = { toolUse: { toolUseId: 't1', name: 'track', input: {} } }
const result = { toolResult: { toolUseId: 't1', content: [{ text: 'Ghent' }] } }
const toolConfig = { tools: [{ toolSpec: { name: 'track', inputSchema: { json: {} } } }] }

describe('a request to Converse', () => {
  it.each([
    [{ messages: 'no' }, 'SerializationException', 'Expected list or null'],
    [text({}), 'SerializationException', 'Start of structure or map found where not expected.'],
    [text([]), 'SerializationException', 'Start of list found where not expected'],
    [text(7), 'SerializationException', 'NUMBER_VALUE cannot be converted to String'],
    [{ messages, inferenceConfig: { temperature: 'hot' } }, 'SerializationException', 'STRING_VALUE cannot be converted to Float'],
    ['{"messages":', 'SerializationException', 'The request body could not be parsed as JSON.'],
    [
      { messages: [{ role: 'robot', content: [] }] },
      'ValidationException',
      "1 validation error detected: Value 'robot' at 'messages.1.member.role' failed to satisfy constraint: Member must satisfy enum value set: [user, assistant]",
    ],
    [
      { messages: [{ role: 'user' }] },
      'ValidationException',
      "1 validation error detected: Value null at 'messages.1.member.content' failed to satisfy constraint: Member must not be null",
    ],
    [
      { messages, inferenceConfig: { maxTokens: 0 } },
      'ValidationException',
      "1 validation error detected: Value '0' at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { messages, toolConfig: { tools: [{ toolSpec: { name: 'two words', inputSchema: { json: {} } } }] } },
      'ValidationException',
      "1 validation error detected: Value 'two words' at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+",
    ],
    [
      {},
      'ValidationException',
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    ],
    [
      text(' \n'),
      'ValidationException',
      'The text field in the ContentBlock object at messages.0.content.0 is blank. Add text to the text field, and try again.',
    ],
    [
      { messages, system: [{ text: '' }] },
      'ValidationException',
      'The text field in the SystemContentBlock object at system.0 is blank. Add text to the text field, and try again.',
    ],
    [
      { messages: [{ role: 'user', content: [] }] },
      'ValidationException',
      'The content field in the Message object at messages.0 is empty. Add a ContentBlock object to the content field and try again.',
    ],
    [
      { messages: [...messages, { role: 'assistant', content: [call] }] },
      'ValidationException',
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    ],
    [
      { messages: [...messages, { role: 'assistant', content: [call] }, ...messages], toolConfig },
      'ValidationException',
      'Expected toolResult blocks at messages.2.content for the following Ids: t1',
    ],
    [
      { messages: [{ role: 'user', content: [result] }], toolConfig },
      'ValidationException',
      'The number of toolResult blocks at messages.0.content exceeds the number of toolUse blocks of previous turn.',
    ],
    [
      { messages, outputConfig: { textFormat: { type: 'json_schema', structure: { jsonSchema: { schema: '{' } } } } },
      'ValidationException',
      'The schema field in the JsonSchemaDefinition object at outputConfig.textFormat.structure.jsonSchema is not valid JSON.',
    ],
  ])('%j is refused', async (body, exception, message) => {
    for (const operation of ['converse', 'converse-stream']) expect(await refusalOf(operation, body)).toEqual([400, exception, message])
  })

  it('can hold members that the API does not know, and spaces in the result of a tool', async () => {
    const blank = { toolResult: { toolUseId: 't1', content: [{ text: '' }] } }
    const asked = [...messages, { role: 'assistant', content: [call] }, { role: 'user', content: [blank] }]
    expect((await post('converse', { messages: asked, toolConfig, novelty: true })).status).toBe(200)
  })
})

describe("a request to InvokeModel of one of Anthropic's models", () => {
  const asked = { anthropic_version: 'bedrock-2023-05-31', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] }

  it.each([
    [{ ...asked, anthropic_version: undefined }, 'anthropic_version: Field required'],
    [{ ...asked, max_tokens: undefined }, 'max_tokens: Field required'],
    [{ ...asked, model: 'claude' }, 'model: Extra inputs are not permitted'],
    [{ ...asked, stream: true }, 'stream: Extra inputs are not permitted'],
    [{ ...asked, messages: [] }, 'messages: at least one message is required'],
  ])('%j is refused', async (body, message) => {
    expect(await refusalOf('invoke', body)).toEqual([400, 'ValidationException', message])
  })

  it('can request betas', async () => {
    expect((await post('invoke', { ...asked, anthropic_beta: ['context-1m-2025-08-07'] })).status).toBe(200)
  })
})

describe('a signature', () => {
  it.each(['converse', 'invoke'])('has to be there for %s', async (operation) => {
    const missing = [403, 'MissingAuthenticationTokenException', 'Missing Authentication Token']
    expect(await refusalOf(operation, { messages }, {})).toEqual(missing)
    expect(await refusalOf(operation, { messages }, { authorization: 'Basic dGVzdA==' })).toEqual(missing)
  })

  it('can be a token, or be in the query', async () => {
    expect((await post('converse', { messages }, { authorization: 'Bearer key' })).status).toBe(200)
    expect((await post('converse', { messages }, {}, '?X-Amz-Signature=0')).status).toBe(200)
  })
})

describe('the addresses of Bedrock', () => {
  it('is every region, and no other host', async () => {
    const fetch = fetchOf(bedrock(), { parts: [] })
    for (const host of [
      'bedrock-runtime.eu-west-3.amazonaws.com',
      'bedrock-runtime-fips.us-gov-west-1.amazonaws.com',
      'bedrock-runtime.us-east-1.api.aws',
    ])
      expect((await fetch(`https://${host}/model/x/converse`, { method: 'POST', body: '{}' })).status).toBe(403)
    await expect(fetch('https://bedrock.us-east-1.amazonaws.com/model/x/converse', { method: 'POST' })).rejects.toThrow('Blocked POST')
  })

  it("is by InvokeModel only for Anthropic's models", async () => {
    const fetch = fetchOf(bedrock(), { parts: [] })
    await expect(
      fetch('https://bedrock-runtime.us-east-1.amazonaws.com/model/meta.llama3-8b-instruct-v1:0/invoke', { method: 'POST' }),
    ).rejects.toThrow('bedrock is emulated, but not this endpoint')
  })

  it('is reported if it cannot be read', () => {
    expect(() => bedrock({ baseURL: 'bedrock' })).toThrow(
      new BrownoutError('Cannot set up "bedrock" at "bedrock": expected a URL such as "https://bedrock-runtime.*.amazonaws.com".'),
    )
  })
})

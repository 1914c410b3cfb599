import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { clientOf } from './emulated.ts'

const client = clientOf({ parts: [{ type: 'text', text: 'Tomorrow.' }] })
const messages = [{ role: 'user', content: 'Where is my parcel?' }]
const chat = { model: 'gpt-4o', messages }
const respond = { model: 'gpt-4o', input: 'Where is my parcel?' }
const tool = { type: 'function', function: { name: 'track', parameters: { type: 'object' } } }

/** The error of a request, which can violate its types. */
async function errorOf(path: '/chat/completions' | '/responses', body: unknown): Promise<unknown> {
  return client.post(path, { body: body as object }).then(
    () => 'no error',
    (error: unknown) => error,
  )
}

describe('a request to Chat Completions is refused in the words of the API', () => {
  it.for<[string, unknown, object]>([
    ['has no model', { messages }, { message: '400 you must provide a model parameter', param: null, code: null }],
    ['has no messages', { model: 'gpt-4o' }, { param: 'messages', code: 'missing_required_parameter' }],
    ['has empty messages', { model: 'gpt-4o', messages: [] }, { param: 'messages', code: 'empty_array' }],
    ['has invalid messages', { ...chat, messages: 'hello' }, { param: 'messages', code: 'invalid_type' }],
    [
      'has a role that does not exist',
      { ...chat, messages: [{ role: 'robot', content: 'hello' }] },
      { param: 'messages[0].role', code: 'invalid_value' },
    ],
    ['has a temperature in words', { ...chat, temperature: 'hot' }, { param: 'temperature', code: 'invalid_type' }],
    [
      'has a parameter that does not exist',
      { ...chat, max_length: 7 },
      { message: '400 Unrecognized request argument supplied: max_length', code: null },
    ],
    [
      'answers a tool call that was not made',
      { ...chat, messages: [...messages, { role: 'tool', tool_call_id: 'call_1', content: 'here' }] },
      { param: 'messages.[1].role' },
    ],
    [
      'chooses a tool that is not there',
      { ...chat, tools: [tool], tool_choice: { type: 'function', function: { name: 'trace' } } },
      { param: 'tool_choice' },
    ],
  ])('when it %s', async ([, body, error]) => {
    const thrown = await errorOf('/chat/completions', body)
    expect(thrown).toBeInstanceOf(OpenAI.BadRequestError)
    expect(thrown).toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      requestID: expect.stringMatching(/^req_/) as unknown,
      ...error,
    })
  })
})

describe('a request to Responses is refused in the words of the API', () => {
  it.for<[string, unknown, object]>([
    ['has no model', { input: 'hello' }, { message: '400 you must provide a model parameter' }],
    ['has an input of a wrong type', { ...respond, input: 7 }, { param: 'input', code: 'invalid_type' }],
    [
      'has a parameter that does not exist',
      { ...respond, max_tokens: 7 },
      { message: "400 Unknown parameter: 'max_tokens'.", code: 'unknown_parameter', param: 'max_tokens' },
    ],
    ['has too few output tokens', { ...respond, max_output_tokens: 1 }, { param: 'max_output_tokens', code: 'integer_below_min_value' }],
  ])('when it %s', async ([, body, error]) => {
    const thrown = await errorOf('/responses', body)
    expect(thrown).toBeInstanceOf(OpenAI.BadRequestError)
    expect(thrown).toMatchObject({ status: 400, type: 'invalid_request_error', ...error })
  })
})

describe('a request', () => {
  it('that is not JSON is refused', async () => {
    const error = await client
      .post('/chat/completions', { body: '{"model": ' as unknown as object, headers: { 'content-type': 'application/json' } })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(OpenAI.BadRequestError)
    expect((error as Error).message).toContain('We could not parse the JSON body of your request.')
  })

  it('without a key is refused as one', async () => {
    const error = await client.chat.completions
      .create({ model: 'gpt-4o', messages: [] }, { headers: { authorization: null } })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(OpenAI.AuthenticationError)
    expect(error).toMatchObject({ status: 401, type: 'invalid_request_error', code: null })
  })

  it('with all that apps send is taken', async () => {
    const completion = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [
        { role: 'developer', content: 'Be brief.' },
        {
          role: 'user',
          name: 'ada',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==', detail: 'low' } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'track', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'A parcel.' },
      ],
      tools: [{ type: 'function', function: { name: 'track', parameters: { type: 'object' }, strict: false } }],
      tool_choice: 'auto',
      parallel_tool_calls: false,
      temperature: 0,
      top_p: 1,
      seed: 7,
      stop: ['\n'],
      user: 'ada',
      metadata: { case: '7' },
      max_completion_tokens: 100,
      logit_bias: { 50256: -100 },
    })
    expect(completion.choices[0]!.message.content).toBe('Tomorrow.')
  })
})

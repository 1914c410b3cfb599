import { describe, expect, it } from 'vitest'
import { emptyStore } from '../../engine/empty-store.ts'
import type { Ask } from '../../../src/engine/model/call.ts'
import { streamGenerateContent } from '../../../src/providers/gemini/generate/index.ts'
import { post } from './emulated.ts'

const contents = [{ role: 'user', parts: [{ text: 'Where is my parcel?' }] }]
const declared = { functionDeclarations: [{ name: 'track' }, { name: 'trace' }] }
const called = { role: 'model', parts: [{ functionCall: { name: 'track', args: { id: 7 } } }] }
const answered = { role: 'user', parts: [{ functionResponse: { name: 'track', response: { result: 'In Ghent.' } } }] }

/** What is understood of a body. */
function askOf(body: unknown): Ask {
  const request = {
    method: 'POST',
    url: new URL('https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent'),
    headers: new Headers({ 'x-goog-api-key': 'test' }),
    text: JSON.stringify(body),
  }
  const decoded = streamGenerateContent.decode(request, emptyStore())
  if (decoded.type === 'problem') throw new Error(decoded.problem.message)
  return decoded.ask
}

describe('a request is refused in the words of the API', () => {
  it.for<[string, unknown, string]>([
    ['has no contents', {}, '* GenerateContentRequest.contents: contents is not specified\n'],
    [
      'has a turn without parts',
      { contents: [{ role: 'user' }] },
      '* GenerateContentRequest.contents[0].parts: contents.parts must not be empty.\n',
    ],
    [
      'has a part without data',
      { contents: [{ parts: [{ text: 'a' }, { thought: true }] }] },
      "* GenerateContentRequest.contents[0].parts[1].data: required oneof field 'data' must have one initialized field\n",
    ],
    [
      'has a role that does not exist',
      { contents: [{ role: 'assistant', parts: [{ text: 'a' }] }] },
      'Please use a valid role: user, model.',
    ],
    [
      'has a field that does not exist',
      { contents, messages: [] },
      'Invalid JSON payload received. Unknown name "messages": Cannot find field.',
    ],
    [
      'has such a field further in',
      { contents, generation_config: { max_length: 7 } },
      `Invalid JSON payload received. Unknown name "maxLength" at 'generation_config': Cannot find field.`,
    ],
    [
      'has a temperature in words',
      { contents, generationConfig: { temperature: 'hot' } },
      `Invalid value at 'generation_config.temperature' (TYPE_FLOAT), "hot"`,
    ],
    [
      'has a mode that does not exist',
      { contents, toolConfig: { functionCallingConfig: { mode: 'SOMETIMES' } } },
      `Invalid value at 'tool_config.function_calling_config.mode' (type.googleapis.com/google.ai.generativelanguage.v1beta.FunctionCallingConfig.Mode), "SOMETIMES"`,
    ],
    [
      'answers one call twice',
      { contents: [...contents, called, { role: 'user', parts: [...answered.parts, ...answered.parts] }] },
      'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
    ],
    [
      'answers a call that was not made',
      { contents: [...contents, answered] },
      'Please ensure that function response turn comes immediately after a function call turn.',
    ],
    [
      'begins with a call',
      { contents: [called, answered] },
      'Please ensure that function call turn comes immediately after a user turn or after a function response turn.',
    ],
    ['declares a function twice', { contents, tools: [declared, declared] }, 'Duplicate function declaration found: track'],
    [
      'demands a call of nothing',
      { contents, toolConfig: { functionCallingConfig: { mode: 'ANY' } } },
      'Function calling config is set without function_declarations.',
    ],
    ['wants several answers', { contents, generationConfig: { candidateCount: 2 } }, 'Multiple candidates is not enabled for this model'],
    [
      'wants JSON and calls of an older model',
      { contents, tools: [declared], generationConfig: { responseMimeType: 'application/json' } },
      "Function calling with a response mime type: 'application/json' is unsupported",
    ],
    ['is truncated', '{"contents": [', 'Invalid JSON payload received. Unexpected end of string.\n{"contents": [\n              ^'],
    ['is not JSON', '{"contents" 7}', 'Invalid JSON payload received. Unexpected token.\n{"contents" 7}\n            ^'],
  ])('when it %s', async ([, body, message]) => {
    const response = await post({ parts: [] }, body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 400, status: 'INVALID_ARGUMENT', message } })
  })

  it('with all errors, line by line, and their places', async () => {
    const response = await post({ parts: [] }, { contents: [{ parts: [{ words: 'a' }] }], generationConfig: { seed: 'x' } })
    const message = [
      `Invalid JSON payload received. Unknown name "words" at 'contents[0].parts[0]': Cannot find field.`,
      `Invalid value at 'generation_config.seed' (TYPE_INT32), "x"`,
    ].join('\n')
    expect(await response.json()).toMatchObject({
      error: { message, details: [{ fieldViolations: [{ field: 'contents[0].parts[0]', description: message }] }] },
    })
  })

  it('without a user', async () => {
    const response = await post({ parts: [] }, { contents }, undefined, {})
    expect(await response.json()).toMatchObject({ error: { code: 403, status: 'PERMISSION_DENIED' } })
  })
})

describe('a request is understood', () => {
  it('whichever way its fields are written, and whether its lists are lists', () => {
    const camel = {
      contents,
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      generationConfig: { maxOutputTokens: 9, thinkingConfig: { includeThoughts: true } },
      tools: [{ functionDeclarations: [{ name: 'track', parameters: { type: 'OBJECT', properties: { parcel_id: { type: 'STRING' } } } }] }],
    }
    const snake = {
      contents: { role: 'user', parts: { text: 'Where is my parcel?' } },
      system_instruction: { parts: { text: 'Be brief.' } },
      generation_config: { max_output_tokens: 9, thinking_config: { include_thoughts: true } },
      tools: { function_declarations: { name: 'track', parameters: { type: 'OBJECT', properties: { parcel_id: { type: 'STRING' } } } } },
      tool_config: null,
    }
    expect(askOf(camel)).toEqual({
      model: 'gemini-2.5-flash',
      messages: [
        { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
        { role: 'user', parts: [{ type: 'text', text: 'Where is my parcel?' }] },
      ],
      tools: [{ name: 'track', parameters: { type: 'object', properties: { parcel_id: { type: 'string' } } } }],
      toolChoice: 'auto',
      parallelToolCalls: true,
      output: undefined,
      stream: true,
      stopSequences: [],
      reasoning: true,
      maxTokens: 9,
      streamUsage: true,
    })
    expect(askOf(snake)).toEqual(askOf(camel))
  })

  it('with calls and results, thoughts and pictures', () => {
    const picture = { inline_data: { mime_type: 'image/png', data: 'AA==' } }
    const { messages } = askOf({
      contents: [
        { parts: [picture, { fileData: { mimeType: 'application/pdf', fileUri: 'gs://a/b.pdf' } }] },
        { role: 'model', parts: [{ text: 'Hm.', thought: true }, { functionCall: { id: 'a1', name: 'track', args: { parcel_id: 7 } } }] },
        { role: 'user', parts: [{ functionResponse: { id: 'a1', name: 'track', response: { output: 'In Ghent.' } } }, { text: 'Well?' }] },
      ],
    })
    expect(messages).toEqual([
      {
        role: 'user',
        parts: [
          { type: 'image', source: 'data:image/png;base64,AA==' },
          { type: 'file', source: 'gs://a/b.pdf' },
        ],
      },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'Hm.' },
          { type: 'tool-call', id: 'a1', name: 'track', arguments: '{"parcel_id":7}' },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool-result', id: 'a1', text: 'In Ghent.' }] },
      { role: 'user', parts: [{ type: 'text', text: 'Well?' }] },
    ])
  })

  it('with the pieces of a streamed answer as the one that they were', () => {
    const said = (part: object): object => ({ role: 'model', parts: [part] })
    const streamed = [said({ text: 'Hm.', thought: true }), said({ text: 'One' }), said({ text: ' moment.' }), called, said({ text: '' })]
    expect(askOf({ contents: [...contents, ...streamed, answered] }).messages[1]).toEqual({
      role: 'assistant',
      parts: [
        { type: 'reasoning', text: 'Hm.' },
        { type: 'text', text: 'One moment.' },
        { type: 'tool-call', id: 'track', name: 'track', arguments: '{"id":7}' },
      ],
    })
  })

  it.for<[object, Ask['toolChoice'], string[]]>([
    [{}, 'auto', ['track', 'trace']],
    [{ mode: 'AUTO' }, 'auto', ['track', 'trace']],
    [{ mode: 'VALIDATED' }, 'auto', ['track', 'trace']],
    [{ mode: 'NONE' }, 'none', ['track', 'trace']],
    [{ mode: 'ANY' }, 'required', ['track', 'trace']],
    [{ mode: 'ANY', allowedFunctionNames: ['trace'] }, { name: 'trace' }, ['trace']],
    [{ mode: 'ANY', allowedFunctionNames: ['trace', 'track'] }, 'required', ['track', 'trace']],
  ])('with tools that %j', ([functionCallingConfig, toolChoice, names]) => {
    const ask = askOf({ contents, tools: [declared], toolConfig: { functionCallingConfig } })
    expect(ask.toolChoice).toEqual(toolChoice)
    expect(ask.tools.map(({ name }) => name)).toEqual(names)
  })

  it.for<[object, Ask['output']]>([
    [{ responseMimeType: 'application/json' }, { name: 'json', schema: undefined }],
    [
      {
        responseMimeType: 'application/json',
        responseSchema: { type: 'OBJECT', title: 'place', properties: { city: { type: 'STRING' } } },
      },
      { name: 'place', schema: { type: 'object', title: 'place', properties: { city: { type: 'string' } } } },
    ],
    [
      { responseMimeType: 'application/json', responseJsonSchema: { type: 'object', additionalProperties: false } },
      { name: 'json', schema: { type: 'object', additionalProperties: false } },
    ],
    [{ responseMimeType: 'text/plain' }, undefined],
  ])('with a form of output: %j', ([generationConfig, output]) => {
    expect(askOf({ contents, generationConfig }).output).toEqual(output)
  })
})

describe('a conversation with calls', () => {
  it.each([
    ['continues in words after a call', [...contents, called, { role: 'user', parts: [{ text: 'Well?' }] }]],
    ['holds a call and its result in one turn', [...contents, { role: 'model', parts: [...called.parts, ...answered.parts] }, ...contents]],
  ])('that %s is answered', async (_, given) => {
    const response = await post({ parts: [{ type: 'text', text: 'Yes.' }] }, { contents: given })
    expect(response.status).toBe(200)
  })
})

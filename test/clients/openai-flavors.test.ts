import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, streamText } from 'ai'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import {
  authenticationFailed,
  contextLengthExceeded,
  midStreamError,
  modelNotFound,
  overloaded,
  rateLimited,
  serverError,
  truncatedStream,
} from '../../faults/index.ts'
import { answers, openai, type OpenAIFlavor } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'

const text = 'It is in Ghent.'
const thought = 'They ask for a parcel.'

/** The address of each host, the field of its reasoning, how it is enabled, and the errors of four failures. */
const hosts = {
  xai: { url: 'https://api.x.ai/v1', field: 'reasoning_content', ask: { reasoning_effort: 'low' }, statuses: [400, 429, 400, 503] },
  together: { url: 'https://api.together.xyz/v1', field: 'reasoning', ask: { reasoning_effort: 'low' }, statuses: [401, 429, 403, 503] },
  fireworks: {
    url: 'https://api.fireworks.ai/inference/v1',
    field: 'reasoning_content',
    ask: { reasoning_effort: 'low' },
    statuses: [401, 429, 400, 503],
  },
  cerebras: { url: 'https://api.cerebras.ai/v1', field: 'reasoning', ask: { reasoning_effort: 'low' }, statuses: [401, 429, 400, 429] },
  perplexity: { url: 'https://api.perplexity.ai', field: undefined, ask: {}, statuses: [401, 429, 400, 503] },
  'hugging-face': {
    url: 'https://router.huggingface.co/v1',
    field: 'reasoning',
    ask: { reasoning_effort: 'low' },
    statuses: [401, 429, 400, 503],
  },
  moonshot: {
    url: 'https://api.moonshot.ai/v1',
    field: 'reasoning_content',
    ask: { thinking: { type: 'enabled' } },
    statuses: [401, 429, 400, 429],
  },
  dashscope: {
    url: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
    field: 'reasoning_content',
    ask: { enable_thinking: true },
    statuses: [401, 429, 400, 503],
  },
  'github-models': { url: 'https://models.github.ai/inference', field: undefined, ask: {}, statuses: [401, 429, 413, 503] },
  nvidia: {
    url: 'https://integrate.api.nvidia.com/v1',
    field: 'reasoning_content',
    ask: { chat_template_kwargs: { thinking: true } },
    statuses: [401, 429, 400, 503],
  },
  'lm-studio': {
    url: 'http://localhost:1234/v1',
    field: 'reasoning_content',
    ask: { reasoning_effort: 'low' },
    statuses: [401, 429, 400, 503],
  },
  'llama-cpp': {
    url: 'http://localhost:8080/v1',
    field: 'reasoning_content',
    ask: { reasoning_format: 'auto' },
    statuses: [401, 429, 400, 503],
  },
} as const satisfies Readonly<Partial<Record<OpenAIFlavor, object>>>
type Host = keyof typeof hosts
const names = Object.keys(hosts) as Host[]

const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: names.map((flavor) => openai({ flavor })),
  answers: answers.from((call) => {
    if (call.tools.length > 0) return { toolCalls: [{ name: 'track', arguments: { id: 7 } }] }
    return call.reasoning ? { reasoning: thought, text } : text
  }),
})

const asked = { model: 'some-model', messages: [{ role: 'user' as const, content: 'Where is my parcel?' }] }
const tools = [{ type: 'function' as const, function: { name: 'track', parameters: { type: 'object' } } }]
const client = (host: Host): OpenAI => new OpenAI({ apiKey: 'test', baseURL: hosts[host].url, maxRetries: 0, logLevel: 'off' })

async function chunksOf(host: Host, more: object = {}): Promise<OpenAI.ChatCompletionChunk[]> {
  const chunks: OpenAI.ChatCompletionChunk[] = []
  for await (const chunk of await client(host).chat.completions.create({ ...asked, ...more, stream: true })) chunks.push(chunk)
  return chunks
}

function saidIn(chunks: readonly OpenAI.ChatCompletionChunk[], field = 'content'): string {
  return chunks.map(({ choices }) => (choices[0]?.delta as Record<string, string | null> | undefined)?.[field] ?? '').join('')
}

/** The body of the error that a request ends in. */
async function bodyOf(host: Host): Promise<unknown> {
  const response = await fetch(`${hosts[host].url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer test', 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  })
  return response.json()
}

describe.for(names)('the flavor %s', (host) => {
  test('answers, streaming and non-streaming', async ({ chaos }) => {
    expect((await client(host).chat.completions.create(asked)).choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { content: text },
    })
    expect(saidIn(await chunksOf(host))).toBe(text)
    expect(chaos.journal.calls).toMatchObject([{ provider: host }, { provider: host, ending: 'complete' }])
  })

  test('calls tools, streaming and non-streaming', async ({ chaos }) => {
    const { choices } = await client(host).chat.completions.create({ ...asked, tools })
    expect(choices[0]!.message.tool_calls).toMatchObject([{ function: { name: 'track', arguments: '{"id":7}' } }])
    const pieces = (await chunksOf(host, { tools })).flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? [])
    expect(pieces.map((call) => call.function?.arguments ?? '').join('')).toBe('{"id":7}')
    expect(chaos.journal).toHaveCalled(2)
  })

  test('shows reasoning if the host does', async ({ chaos }) => {
    const { field, ask } = hosts[host]
    if (field === undefined) return
    expect((await client(host).chat.completions.create({ ...asked, ...ask })).choices[0]!.message).toMatchObject({ [field]: thought })
    expect(saidIn(await chunksOf(host, ask), field)).toBe(thought)
    expect(chaos.journal.calls[0]!.call.reasoning).toBe(true)
  })

  test('reports the usage of a stream', async ({ chaos }) => {
    const chunks = await chunksOf(host, { stream_options: { include_usage: true } })
    expect(chunks.at(-1)!.usage).toMatchObject({ completion_tokens: chaos.journal.calls[0]!.usage!.outputTokens })
  })

  test('fails by its own statuses', async ({ chaos }) => {
    chaos.inject(authenticationFailed().nth(1), rateLimited().nth(2), contextLengthExceeded().nth(3), overloaded().nth(4))
    const statuses = []
    for (let count = 0; count < 4; count++)
      statuses.push(((await errorOf(client(host).chat.completions.create(asked))) as { status: number }).status)
    expect(statuses).toEqual(hosts[host].statuses)
  })

  test('breaks off midway', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 2 }).nth(1), midStreamError({ afterDeltas: 2 }).nth(2))
    expect(saidIn(await chunksOf(host))).toBe('It is')
    await errorOf(chunksOf(host))
    expect(chaos.journal.calls[1]).toMatchObject({ received: 'It is' })
  })

  test('is read by ai with @ai-sdk/openai-compatible', async ({ chaos }) => {
    const model = createOpenAICompatible({ name: host, baseURL: hosts[host].url, apiKey: 'test' }).chatModel('some-model')
    expect((await generateText({ model, prompt: 'Where is my parcel?' })).text).toBe(text)
    expect(await streamText({ model, prompt: 'Where is my parcel?' }).text).toBe(text)
    chaos.inject(serverError())
    expect(await errorOf(generateText({ model, prompt: 'Where is my parcel?', maxRetries: 0 }))).toMatchObject({ statusCode: 500 })
  })
})

describe('the words of the hosts', () => {
  test.for<[Host, unknown]>([
    ['xai', { code: 'Client specified an invalid argument', error: expect.stringContaining('Incorrect API key provided') as unknown }],
    ['together', { error: { type: 'invalid_request_error', code: 'invalid_api_key', param: null } }],
    ['fireworks', { error: { object: 'error', code: 'UNAUTHORIZED' } }],
    ['cerebras', { message: 'Wrong API Key', type: 'invalid_request_error', param: 'api_key', code: 'wrong_api_key' }],
    ['perplexity', { error: { type: 'invalid_api_key', code: 401 } }],
    ['hugging-face', { error: 'Invalid username or password.' }],
    ['moonshot', { error: { message: 'Invalid Authentication', type: 'invalid_authentication_error' } }],
    ['dashscope', { error: { code: 'invalid_api_key' }, request_id: expect.any(String) as unknown }],
    ['github-models', { error: { code: 'unauthorized', message: 'Bad credentials', details: 'Bad credentials' } }],
    ['nvidia', { status: 401, title: 'Unauthorized', detail: 'Authentication failed' }],
    ['lm-studio', { error: { code: 'invalid_api_key' } }],
    ['llama-cpp', { error: { code: 401, type: 'authentication_error', message: 'Invalid API Key' } }],
  ])('%s of a bad key', async ([host, body], { chaos }) => {
    chaos.inject(authenticationFailed())
    expect(await bodyOf(host)).toMatchObject(body as object)
  })

  test.for<[Host, unknown]>([
    ['cerebras', { type: 'too_many_requests_error', param: 'queue', code: 'queue_exceeded' }],
    ['moonshot', { error: { type: 'engine_overloaded_error' } }],
    ['dashscope', { error: { code: 'ServiceUnavailable' } }],
  ])('%s of an overload', async ([host, body], { chaos }) => {
    chaos.inject(overloaded())
    expect(await bodyOf(host)).toMatchObject(body as object)
  })

  test.for<[Host, unknown]>([
    ['perplexity', { error: { type: 'invalid_model', code: 400 } }],
    ['hugging-face', { error: { code: 'model_not_supported', param: 'model' } }],
    ['fireworks', { error: { code: 'NOT_FOUND', message: 'Model not found, inaccessible, and/or not deployed' } }],
    ['moonshot', { error: { message: 'Not found the model some-model or Permission denied' } }],
    ['lm-studio', { error: { param: 'model', code: null } }],
  ])('%s of a model that is not there', async ([host, body], { chaos }) => {
    chaos.inject(modelNotFound())
    expect(await bodyOf(host)).toMatchObject(body as object)
  })

  test('llama-cpp reports the length of the prompt, and github-models the time to wait', async ({ chaos }) => {
    chaos.inject(contextLengthExceeded().for('llama-cpp'), rateLimited({ retryAfter: '30s' }).for('github-models'))
    expect(await bodyOf('llama-cpp')).toMatchObject({ error: { type: 'exceed_context_size_error', n_prompt_tokens: 8_193, n_ctx: 8_192 } })
    expect(await bodyOf('github-models')).toMatchObject({
      error: { message: expect.stringContaining('Please wait 30 seconds') as unknown },
    })
  })
})

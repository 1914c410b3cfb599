import { Mistral } from '@mistralai/mistralai'
import { OpenRouter } from '@openrouter/sdk'
import { OpenAI as LangChainCompletions } from '@langchain/openai'
import OpenAI from 'openai'
import { describe, expect } from 'vitest'
import { authenticationFailed, midStreamError, overloaded, rateLimited, truncatedStream } from '../../faults/index.ts'
import { gemini, mistral, openai, openrouter } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'
import { errorOf } from '../faults/bench.ts'
import { parcelAnswers, prompt, text } from './parcel.ts'

const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [openai(), gemini(), mistral(), openrouter()],
  answers: parcelAnswers,
})
const messages = [{ role: 'user' as const, content: prompt }]
const quiet = { apiKey: 'test', maxRetries: 0, logLevel: 'off' } as const

describe("OpenAI's completions", () => {
  const client = new OpenAI(quiet)
  const asked = { model: 'gpt-3.5-turbo-instruct', prompt }

  async function streamed(): Promise<string> {
    let told = ''
    for await (const chunk of await client.completions.create({ ...asked, stream: true })) told += chunk.choices[0]?.text ?? ''
    return told
  }

  test('answer, streaming and non-streaming', async ({ chaos }) => {
    const completion = await client.completions.create(asked)
    expect(completion).toMatchObject({ object: 'text_completion', choices: [{ text, finish_reason: 'stop' }] })
    expect(completion.usage!.completion_tokens).toBe(chaos.journal.calls[0]!.usage!.outputTokens)
    expect(await streamed()).toBe(text)
    expect(chaos.journal.calls).toMatchObject([{ endpoint: 'completions' }, { ending: 'complete', received: text }])
  })

  test('report the usage of a stream on request', async ({ chaos }) => {
    const chunks = []
    for await (const chunk of await client.completions.create({ ...asked, stream: true, stream_options: { include_usage: true } }))
      chunks.push(chunk)
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: chaos.journal.calls[0]!.usage!.outputTokens } })
  })

  test('stop before a text, and are read by LangChain', async ({ chaos }) => {
    expect((await client.completions.create({ ...asked, stop: ', and' })).choices[0]!.text).toBe('Your parcel is in Ghent')
    expect(await new LangChainCompletions({ apiKey: 'test', model: 'gpt-3.5-turbo-instruct' }).invoke(prompt)).toBe(text)
    expect(chaos.journal).toHaveCalled(2)
  })

  test('break off, and fail midway', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 2 }).nth(1), midStreamError({ afterDeltas: 2 }).nth(2), overloaded().nth(3))
    expect(await streamed()).toBe('Your parcel')
    expect(await errorOf(streamed())).toMatchObject({ code: 'server_is_overloaded' })
    expect(await errorOf(client.completions.create(asked))).toMatchObject({ status: 503 })
  })

  test.for([
    [{ model: 'gpt-4o', prompt }, 404, 'This is a chat model and not supported in the v1/completions endpoint.'],
    [{ model: 'gpt-3.5-turbo-instruct', prompt: [prompt, prompt] }, 400, "brownout does not emulate 'a list of several' in 'prompt'"],
    [{ model: 'gpt-3.5-turbo-instruct', prompt, n: 2 }, 400, "brownout does not emulate '2' in 'n'"],
    [{ model: 'gpt-3.5-turbo-instruct', prompt, echo: true }, 400, "brownout does not emulate 'echo'"],
  ] as const)('refuse %o in words', async ([body, status, words], { chaos }) => {
    const request = { ...body, prompt: typeof body.prompt === 'string' ? body.prompt : [...body.prompt] }
    expect(await errorOf(client.completions.create(request))).toMatchObject({ status, message: expect.stringContaining(words) as unknown })
    expect(chaos.journal).toHaveCalled(1)
  })
})

describe("OpenAI's compaction of a conversation", () => {
  const client = new OpenAI(quiet)

  test('keeps the messages of the user, and the answer for the next request', async ({ chaos }) => {
    const input = [...messages, { role: 'assistant' as const, content: text }, { role: 'user' as const, content: 'Thank you.' }]
    const compacted = await client.responses.compact({ model: 'gpt-5', input })
    expect(compacted).toMatchObject({
      object: 'response.compaction',
      output: [{ type: 'message', role: 'user' }, { type: 'message', role: 'user' }, { type: 'compaction' }],
      usage: { input_tokens: chaos.journal.calls[0]!.call.inputTokens },
    })
    await client.responses.create({ model: 'gpt-5', input: [compacted.output.at(-1)! as never, { role: 'user', content: 'And now?' }] })
    const [before] = chaos.journal.calls[1]!.call.messages
    expect(before!.parts).toMatchObject([{ type: 'text', text: [prompt, text, 'Thank you.'].join('\n') }])
    expect(chaos.journal.calls[0]!.endpoint).toBe('responses.compact')
  })

  test('takes an item of another server for what it is', async ({ chaos }) => {
    const foreign = { type: 'compaction' as const, id: 'cmp_1', encrypted_content: 'gAAAA=' }
    await client.responses.create({ model: 'gpt-5', input: [foreign, { role: 'user', content: prompt }] })
    expect(chaos.journal.calls[0]!.call.messages[0]!.parts).toMatchObject([{ type: 'file' }])
  })
})

describe("Gemini's API in OpenAI's dialect", () => {
  const client = new OpenAI({ ...quiet, baseURL: 'https://generativelanguage.googleapis.com/v1beta/openai/' })
  const asked = { model: 'gemini-2.5-flash', messages }

  async function chunksOf(more: object = {}): Promise<OpenAI.ChatCompletionChunk[]> {
    const chunks: OpenAI.ChatCompletionChunk[] = []
    for await (const chunk of await client.chat.completions.create({ ...asked, ...more, stream: true })) chunks.push(chunk)
    return chunks
  }

  test('answers, streaming and non-streaming, with the usage next to the finish reason', async ({ chaos }) => {
    expect((await client.chat.completions.create(asked)).choices[0]!.message.content).toBe(text)
    const chunks = await chunksOf()
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(text)
    expect(chunks.at(-1)).toMatchObject({ usage: { completion_tokens: chaos.journal.calls[1]!.usage!.outputTokens } })
    expect(chaos.journal.calls).toMatchObject([{ provider: 'gemini', endpoint: 'chat.completions' }, { ending: 'complete' }])
  })

  test('calls a tool in one piece', async ({ chaos }) => {
    const chunks = await chunksOf({ tools: [{ type: 'function', function: { name: 'track', parameters: { type: 'object' } } }] })
    const calls = chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? [])
    expect(calls).toMatchObject([{ id: expect.stringMatching(/^function-call-/) as unknown, function: { arguments: '{"id":7}' } }])
    expect(chaos.journal).toHaveCalled(1)
  })

  test('embeds, and lists models', async ({ chaos }) => {
    expect((await client.embeddings.create({ model: 'gemini-embedding-001', input: 'A parcel.' })).data).toHaveLength(1)
    expect((await client.models.list()).data[0]).toMatchObject({ owned_by: 'google' })
    expect(chaos.journal.calls.map(({ endpoint }) => endpoint)).toEqual(['embeddings', 'models'])
  })

  test('fails as Google does, in a list of one', async ({ chaos }) => {
    chaos.inject(authenticationFailed().nth(1), rateLimited().nth(2))
    const ask = async (): Promise<unknown> =>
      (
        await fetch('https://generativelanguage.googleapis.com/v1beta/openai/chat/completions', {
          method: 'POST',
          headers: { authorization: 'Bearer test' },
          body: JSON.stringify(asked),
        })
      ).json()
    expect(await ask()).toMatchObject([{ error: { code: 400, status: 'INVALID_ARGUMENT' } }])
    expect(await ask()).toMatchObject([{ error: { code: 429, status: 'RESOURCE_EXHAUSTED' } }])
    chaos.reset()
    chaos.inject(rateLimited())
    expect(await errorOf(client.chat.completions.create(asked))).toMatchObject({ status: 429 })
  })

  test('fails midway', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 2 }))
    expect(await errorOf(chunksOf())).toMatchObject({ code: 503 })
    expect(chaos.journal.calls[0]!.received).toBe('Your parcel')
  })
})

describe('the models that hosts list', () => {
  test('are read by @mistralai/mistralai', async ({ chaos }) => {
    const client = new Mistral({ apiKey: 'test' })
    expect((await client.models.list()).data).toContainEqual(expect.objectContaining({ id: 'mistral-large-latest' }))
    expect(await client.models.retrieve({ modelId: 'magistral-medium-latest' })).toMatchObject({ capabilities: { reasoning: true } })
    expect(chaos.journal).toHaveCalled(2)
  })

  test('are read by @openrouter/sdk', async ({ chaos }) => {
    const client = new OpenRouter({ apiKey: 'test', retryConfig: { strategy: 'none' } })
    const listed = await client.models.list()
    expect(JSON.stringify(listed)).toContain('"openai/gpt-4o"')
    expect(chaos.journal.calls).toMatchObject([{ provider: 'openrouter', endpoint: 'models' }])
  })

  test('are there with a slash at the end of the path', async ({ chaos }) => {
    const response = await fetch('https://api.mistral.ai/v1/models/', { headers: { authorization: 'Bearer test' } })
    expect(response.status).toBe(200)
    expect(chaos.journal).toHaveCalled(1)
  })
})

describe('an endpoint that never streams', () => {
  test('is refused in the words of the provider if a stream is requested', async ({ chaos }) => {
    const response = await fetch('https://api.openai.com/v1/embeddings', {
      method: 'POST',
      headers: { authorization: 'Bearer test' },
      body: JSON.stringify({ model: 'text-embedding-3-small', stream: true }),
    })
    expect([response.status, await response.json()]).toMatchObject([400, { error: { type: 'invalid_request_error' } }])
    expect(chaos.journal.bugs).toEqual([])
  })
})

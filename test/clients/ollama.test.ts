import { Ollama, type ChatResponse, type GenerateResponse } from 'ollama'
import OpenAI from 'openai'
import { describe, expect, vi } from 'vitest'
import {
  invalidToolArguments,
  carriageReturns,
  connectionReset,
  eventAfterTerminal,
  modelNotFound,
  malformedEvent,
  midStreamError,
  terminalEventMissing,
  overloaded,
  rateLimited,
  serverError,
  splitBytes,
  truncatedStream,
} from '../../faults/index.ts'
import { answers, ollama, openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const text = 'Your parcel is in Ghent, and it comes on Thursday before noon.'
const test = withChaos({
  seed: 'tuesday',
  clientBehavior: 'ignore',
  providers: [ollama(), openai({ name: 'compatible', baseURL: 'http://127.0.0.1:11434/v1' })],
  answers: answers.from((call) => {
    if (call.output !== undefined) return '{"city":"Ghent"}'
    if (call.reasoning) return { reasoning: 'The parcel left Lyon.', text }
    const isAnswered = call.messages.at(-1)?.role === 'tool'
    return call.tools.length > 0 && !isAnswered
      ? { text: 'I look it up.', toolCalls: [{ name: 'track', arguments: { id: 7 }, id: 'call_1' }] }
      : text
  }),
})

const question = 'Where is my parcel?'
const chat = { model: 'llama3.2', messages: [{ role: 'user', content: question }] }
const parameters = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] }
const tools = [{ type: 'function', function: { name: 'track', description: 'Where a parcel is', parameters } }]

const client = (): Ollama => new Ollama()

function errorOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function read(ask: object = {}): Promise<{ pieces: ChatResponse[]; text: string; error: unknown }> {
  const pieces: ChatResponse[] = []
  const error = await errorOf(
    (async () => {
      for await (const piece of await client().chat({ ...chat, ...ask, stream: true })) pieces.push(piece)
    })(),
  )
  return { pieces, text: pieces.map(({ message }) => message.content).join(''), error }
}

describe('ollama, undisturbed', () => {
  test('reads an answer, with its tokens and its durations', async ({ chaos }) => {
    const answer: ChatResponse = await client().chat(chat)
    expect(answer).toMatchObject({
      model: 'llama3.2',
      message: { role: 'assistant', content: text },
      done: true,
      done_reason: 'stop',
      eval_count: chaos.journal.calls[0]!.usage!.outputTokens,
      prompt_eval_count: chaos.journal.calls[0]!.usage!.inputTokens,
    })
    expect(answer.total_duration).toBe(answer.load_duration + answer.prompt_eval_duration + answer.eval_duration)
    expect(chaos.journal.calls).toMatchObject([{ provider: 'ollama', endpoint: 'chat', received: text, truth: text, ending: 'complete' }])
  })

  test('reads a stream, whose last line marks it as done', async ({ chaos }) => {
    const { pieces, text: told, error } = await read()
    expect([told, error]).toEqual([text, undefined])
    expect(pieces.map(({ done }) => done)).toEqual([...pieces.slice(1).map(() => false), true])
    expect(pieces.at(-1)).toMatchObject({ done_reason: 'stop', eval_count: chaos.journal.calls[0]!.usage!.outputTokens })
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'complete', received: text })
  })

  test('streams if the request does not set it', async ({ chaos }) => {
    const response = await fetch('http://localhost:11434/api/chat', {
      method: 'POST',
      body: JSON.stringify({ ...chat, stream: undefined }),
    })
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect((await response.text()).trimEnd().split('\n').length).toBeGreaterThan(5)
    expect(chaos.journal.calls[0]!.call.stream).toBe(true)
  })

  test('calls a tool, and continues with its result', async ({ chaos }) => {
    const first = await client().chat({ ...chat, tools })
    expect(first.message).toMatchObject({ content: 'I look it up.', tool_calls: [{ function: { name: 'track', arguments: { id: 7 } } }] })
    const messages = [...chat.messages, first.message, { role: 'tool', tool_name: 'track', content: 'In Ghent.' }]
    expect((await client().chat({ ...chat, messages, tools })).message.content).toBe(text)
    expect(chaos.journal.calls[1]!.call.messages.slice(1)).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'text', text: 'I look it up.' },
          { type: 'tool-call', id: 'call_1', name: 'track', arguments: '{"id":7}' },
        ],
      },
      { role: 'tool', parts: [{ type: 'tool-result', id: 'track', text: 'In Ghent.' }] },
    ])
  })

  test('streams a call of a tool in one line', async ({ chaos }) => {
    const { pieces } = await read({ tools })
    expect(pieces.flatMap(({ message }) => message.tool_calls ?? [])).toMatchObject([{ function: { name: 'track', arguments: { id: 7 } } }])
    expect(chaos.journal.calls[0]!.received).toBe('I look it up.\ntrack({"id":7})')
  })

  test('answers in JSON, of a schema and without one', async ({ chaos }) => {
    for (const format of ['json', { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }]) {
      expect(JSON.parse((await client().chat({ ...chat, format })).message.content)).toEqual({ city: 'Ghent' })
    }
    expect(chaos.journal.calls.map(({ call }) => call.output?.schema === undefined)).toEqual([true, false])
  })

  test('thinks on request', async ({ chaos }) => {
    const { message } = await client().chat({ ...chat, think: true })
    expect([message.thinking, message.content]).toEqual(['The parcel left Lyon.', text])
    const { pieces } = await read({ think: 'high' })
    expect(pieces.map((piece) => piece.message.thinking ?? '').join('')).toBe('The parcel left Lyon.')
    expect(chaos.journal).toHaveCalled(2)
  })

  test('takes an image', async ({ chaos }) => {
    await client().chat({ ...chat, messages: [{ role: 'user', content: 'What is it?', images: [new Uint8Array([1])] }] })
    expect(chaos.journal.calls[0]!.call.messages[0]!.parts).toEqual([
      { type: 'text', text: 'What is it?' },
      { type: 'image', source: 'AQ==' },
    ])
  })

  test('generates, streaming and non-streaming, and continues from the context', async ({ chaos }) => {
    const first: GenerateResponse = await client().generate({ model: 'llama3.2', prompt: question, system: 'Be brief.' })
    expect(first).toMatchObject({ response: text, done: true, done_reason: 'stop' })
    let told = ''
    let last: GenerateResponse | undefined
    for await (const piece of await client().generate({ model: 'llama3.2', prompt: 'When?', context: first.context, stream: true })) {
      told += piece.response ?? ''
      last = piece
    }
    expect([told, last!.done]).toEqual([text, true])
    expect(chaos.journal.calls[1]!.call.messages).toEqual([
      { role: 'user', parts: [{ type: 'text', text: `${question}\n${text}\n` }] },
      { role: 'user', parts: [{ type: 'text', text: 'When?' }] },
    ])
  })

  test('returns a vector for each text, of the requested length or that of the model', async ({ chaos }) => {
    const { embeddings, ...answer } = await client().embed({ model: 'nomic-embed-text', input: ['A parcel.', 'A heron.'] })
    expect(embeddings.map(({ length }) => length)).toEqual([768, 768])
    expect(answer).toMatchObject({ model: 'nomic-embed-text', prompt_eval_count: chaos.journal.calls[0]!.usage!.inputTokens })
    const short = await client().embed({ model: 'nomic-embed-text', input: 'A parcel.', dimensions: 8 })
    expect(short.embeddings.map(({ length }) => length)).toEqual([8])
    expect(chaos.journal.calls).toMatchObject([
      { endpoint: 'embed', ending: 'complete' },
      { endpoint: 'embed', ending: 'complete' },
    ])
  })

  test('speaks to the OpenAI SDK below /v1', async ({ chaos }) => {
    const compatible = new OpenAI({ apiKey: 'ollama', baseURL: 'http://127.0.0.1:11434/v1' })
    const messages = [{ role: 'user' as const, content: question }]
    expect((await compatible.chat.completions.create({ model: 'llama3.2', messages })).choices[0]!.message.content).toBe(text)
    expect(chaos.journal.calls[0]!.provider).toBe('compatible')
  })
})

describe('ollama, disturbed', () => {
  test.for([
    ['missing model', modelNotFound(), 404, "model 'llama3.2' not found"],
    ['full queue', overloaded(), 503, 'server busy, please try again.  maximum pending requests exceeded'],
    ['rate limit', rateLimited(), 429, 'too many concurrent requests'],
    ['crashed runner', serverError(), 500, expect.stringContaining('model runner has unexpectedly stopped') as unknown],
  ] as const)('reports a %s', async ([, injection, status_code, error], { chaos }) => {
    chaos.inject(injection)
    for (const asked of [
      client().chat(chat),
      client().chat({ ...chat, stream: true }),
      client().generate({ model: 'llama3.2', prompt: 'Hi' }),
    ])
      expect(await errorOf(asked)).toMatchObject({ name: 'ResponseError', status_code, error })
  })

  test('reports an error in the stream, after the text before it', async ({ chaos }) => {
    chaos.inject(midStreamError({ afterDeltas: 3 }))
    const { text: told, error } = await read()
    expect(text.startsWith(told) && told !== '').toBe(true)
    expect((error as Error).message).toMatch(/^(?:model runner|server busy)/)
    expect(chaos.journal.calls[0]!.received).toBe(told)
  })

  test('recognizes a truncated stream', async ({ chaos }) => {
    chaos.inject(truncatedStream({ afterDeltas: 3 }).nth(1), terminalEventMissing().nth(2))
    for (const { error } of [await read(), await read()])
      expect(error).toMatchObject({ message: 'Did not receive done or success response in stream.' })
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['truncated', 'truncated'])
  })

  test('reads lines that end in CRLF, and bytes in any pieces', async ({ chaos }) => {
    chaos.inject(carriageReturns(), splitBytes())
    expect(await read()).toMatchObject({ text, error: undefined })
    expect(chaos.neverFired).toEqual([])
  })

  test('closes the connection at the line marked as done, with anything after it', async ({ chaos }) => {
    chaos.inject(eventAfterTerminal())
    expect(await read()).toMatchObject({ text, error: undefined })
    const response = await fetch('http://localhost:11434/api/chat', { method: 'POST', body: JSON.stringify({ ...chat, stream: true }) })
    expect(
      (await response.text())
        .trimEnd()
        .split('\n')
        .slice(-2)
        .map((line) => (JSON.parse(line) as ChatResponse).done),
    ).toEqual([true, false])
    expect(chaos.journal.calls.map(({ fired }) => fired.length)).toEqual([0, 1])
  })

  test('passes over a line that it cannot read', async ({ chaos }) => {
    chaos.inject(malformedEvent({ afterDeltas: 1 }))
    const complaint = vi.spyOn(console, 'warn').mockReturnValue()
    const { text: told, error } = await read()
    expect(complaint).toHaveBeenCalledOnce()
    complaint.mockRestore()
    expect(error).toBeUndefined()
    expect(told.length).toBeLessThan(text.length)
    expect(chaos.journal.calls[0]!.received).toBe(told)
  })

  test('receives a call as text if its arguments are not JSON', async ({ chaos }) => {
    chaos.inject(invalidToolArguments({ kind: 'truncated' }))
    for (const message of [(await client().chat({ ...chat, tools })).message, { content: (await read({ tools })).text }]) {
      expect(message.content).toMatch(/^I look it up\.\{"name":"track","arguments":\{"id/)
      expect(message).not.toHaveProperty('tool_calls')
    }
    expect(chaos.neverFired).toEqual([])
  })

  test('fails if the connection breaks', async ({ chaos }) => {
    chaos.inject(connectionReset())
    expect(await errorOf(client().chat(chat))).toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(chaos.journal.calls[0]!.ending).toBe('reset')
  })

  test('stops a stream that it aborts', async ({ chaos }) => {
    const asked = await client().chat({ ...chat, stream: true })
    const error = await errorOf(
      (async () => {
        for await (const _ of asked) asked.abort()
      })(),
    )
    expect(error).toMatchObject({ name: 'AbortError' })
    expect(chaos.journal.calls[0]!.ending).toBe('aborted')
  })
})

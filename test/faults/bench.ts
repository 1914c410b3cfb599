import { createAnthropic } from '@ai-sdk/anthropic'
import { createOpenAI } from '@ai-sdk/openai'
import Anthropic from '@anthropic-ai/sdk'
import { generateText, streamText } from 'ai'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { deltasOf } from '../../src/engine/kit/tokens.ts'
import { anthropic as anthropicProvider, brownout, openai as openaiProvider, type Chaos } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

/** What the model says in these tests. */
export const truth = 'You can return a parcel within thirty days, for free.'

/** The same, as it is streamed. */
export const pieces: readonly string[] = [...deltasOf(truth)]

/** vitest's `test`, with a model that says the truth at once and a fault in between. */
export const test = withChaos({ seed: 'tuesday', answers: () => ({ parts: [{ type: 'text', text: truth }] }), unfiredFaults: 'ignore' })

/** The same, with a model that takes its time: a second to the first delta, 100 ms to each other. */
export const pacedTest = withChaos({
  seed: 'tuesday',
  answers: () => ({ parts: [{ type: 'text', text: truth }] }),
  unfiredFaults: 'ignore',
  pace: { firstToken: '1s', perDelta: '100ms' },
})

/** A server of msw/node, over whose sockets the same model says the same. Set it up within a describe. */
export function overSockets(): Chaos {
  const chaos = brownout({
    seed: 'tuesday',
    providers: [openaiProvider(), anthropicProvider()],
    answers: () => ({ parts: [{ type: 'text', text: truth }] }),
  })
  const server = setupServer(...chaos.handlers)
  beforeAll(() => server.listen())
  beforeEach(() => chaos.reset())
  afterAll(() => server.close())
  return chaos
}

/** What an app may say to a client beside its question. */
export interface Asking {
  readonly signal?: AbortSignal
  readonly maxRetries?: number
  readonly timeout?: number
}

/** An official client, as an app uses it. */
export interface Client {
  readonly name: string
  readonly provider: 'openai' | 'anthropic'
  /** The pieces of a streamed answer, as the app reads them. */
  stream(asking?: Asking): AsyncIterable<string>
  /** An answer that is not streamed. */
  ask(asking?: Asking): Promise<string>
  /** Where the classes of its errors are. */
  readonly errors: typeof OpenAI | typeof Anthropic
}

const question = 'How long can I return a parcel?'
const messages = [{ role: 'user' as const, content: question }]
const openaiAsk = { model: 'gpt-4o', messages }
const anthropicAsk = { model: 'claude-sonnet-5', max_tokens: 500, messages }

function openai({ maxRetries = 0, timeout }: Asking): OpenAI {
  return new OpenAI({ apiKey: 'test', logLevel: 'off', maxRetries, ...(timeout === undefined ? {} : { timeout }) })
}

function anthropic({ maxRetries = 0, timeout }: Asking): Anthropic {
  return new Anthropic({ apiKey: 'test', logLevel: 'off', maxRetries, ...(timeout === undefined ? {} : { timeout }) })
}

function signalOf({ signal }: Asking): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}

export const chat: Client = {
  name: 'openai, chat completions',
  provider: 'openai',
  errors: OpenAI,
  async *stream(asking = {}) {
    for await (const chunk of await openai(asking).chat.completions.create({ ...openaiAsk, stream: true }, signalOf(asking))) {
      const text = chunk.choices[0]?.delta.content
      if (text != null && text !== '') yield text
    }
  },
  async ask(asking = {}) {
    return (await openai(asking).chat.completions.create(openaiAsk, signalOf(asking))).choices[0]!.message.content!
  },
}

export const responses: Client = {
  name: 'openai, responses',
  provider: 'openai',
  errors: OpenAI,
  async *stream(asking = {}) {
    for await (const event of await openai(asking).responses.create({ model: 'gpt-4o', input: question, stream: true }, signalOf(asking))) {
      if (event.type === 'response.output_text.delta') yield event.delta
    }
  },
  async ask(asking = {}) {
    return (await openai(asking).responses.create({ model: 'gpt-4o', input: question }, signalOf(asking))).output_text
  },
}

export const claude: Client = {
  name: '@anthropic-ai/sdk',
  provider: 'anthropic',
  errors: Anthropic,
  async *stream(asking = {}) {
    for await (const event of await anthropic(asking).messages.create({ ...anthropicAsk, stream: true }, signalOf(asking))) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text
    }
  },
  async ask(asking = {}) {
    const { content } = await anthropic(asking).messages.create(anthropicAsk, signalOf(asking))
    return content.map((block) => ('text' in block ? block.text : '')).join('')
  },
}

/** The official SDKs. */
export const clients: readonly Client[] = [chat, responses, claude]

/** The AI SDK's models over both providers. */
export const aiSdkModels = [
  { name: '@ai-sdk/openai', model: () => createOpenAI({ apiKey: 'test' }).chat('gpt-4o') },
  { name: '@ai-sdk/anthropic', model: () => createAnthropic({ apiKey: 'test' })('claude-sonnet-5') },
] as const

type AiSdkModel = ReturnType<(typeof aiSdkModels)[number]['model']>

/** What the AI SDK makes of a streamed answer: its pieces, its errors, and why it says that it ended. */
export async function hearAiSdk(model: AiSdkModel): Promise<{ pieces: string[]; errors: unknown[]; finishReason: string | undefined }> {
  const heard = { pieces: [] as string[], errors: [] as unknown[], finishReason: undefined as string | undefined }
  try {
    for await (const part of streamText({ model, prompt: question, maxRetries: 0, onError() {} }).stream) {
      if (part.type === 'text-delta') heard.pieces.push(part.text)
      if (part.type === 'error') heard.errors.push(part.error)
      if (part.type === 'finish') heard.finishReason = part.finishReason
    }
  } catch (error) {
    heard.errors.push(error)
  }
  return heard
}

/** What the AI SDK makes of an answer that is not streamed. */
export async function askAiSdk(model: AiSdkModel): Promise<string> {
  return (await generateText({ model, prompt: question, maxRetries: 0 })).text
}

/** What an app heard of a stream before it ended, and the error that it ended with. */
export interface Heard {
  readonly pieces: readonly string[]
  readonly error: unknown
}

/** Reads a stream to its end, whatever that is. */
export async function hear(stream: AsyncIterable<string>): Promise<Heard> {
  const pieces: string[] = []
  try {
    for await (const piece of stream) pieces.push(piece)
  } catch (error) {
    return { pieces, error }
  }
  return { pieces, error: undefined }
}

/** The error that a promise rejects with; `undefined` where it resolves. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

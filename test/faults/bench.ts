import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import type { TestAPI } from 'vitest'
import { deltasOf } from '../../src/engine/kit/tokens.ts'
import { milliseconds, type Duration } from '../../src/engine/base/duration.ts'
import type { Injection } from '../../src/engine/plan/injection.ts'
import type { Chaos } from '../../src/index.ts'
import { withChaos, type ChaosOptions } from '../../src/vitest/index.ts'

/** The answer of the model in these tests. */
export const truth = 'You can return a parcel within thirty days, for free.'

/** The same, as it is streamed. */
export const pieces: readonly string[] = [...deltasOf(truth)]

/** A fault can leave an answer as it is here, and no client is judged. */
const settings = { seed: 'tuesday', unfiredFaults: 'ignore', clientBehavior: 'ignore' } as const satisfies ChaosOptions

/** vitest's `test`, with a model that returns a text at once. */
export function modelSaying(text: string, options: ChaosOptions = {}): TestAPI<{ chaos: Chaos }> {
  return withChaos({ ...settings, answers: () => ({ parts: [{ type: 'text', text }] }), ...options })
}

/** vitest's `test`, with a model that returns the truth at once. */
export const test = modelSaying(truth)

/** The same, with a model that takes its time: a second to the first delta, 100 ms to each other. */
export const pacedTest = modelSaying(truth, { pace: { firstToken: '1s', perDelta: '100ms' } })

/** Options of an app for a client in addition to its prompt. */
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
  /** The object that has the classes of its errors. */
  readonly errors: typeof OpenAI | typeof Anthropic
}

export const question = 'How long can I return a parcel?'
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

/** What an app heard of a stream before it ended, and the error that it ended with. */
export interface Heard {
  readonly pieces: readonly string[]
  readonly error: unknown
}

/** Reads a stream to any end. */
export async function hear(stream: AsyncIterable<string>): Promise<Heard> {
  const pieces: string[] = []
  try {
    for await (const piece of stream) pieces.push(piece)
  } catch (error) {
    return { pieces, error }
  }
  return { pieces, error: undefined }
}

/** The error that a promise rejects with; `undefined` if it resolves. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  )
}

/** Lets time pass on the clock. */
export async function timePasses(duration: Duration): Promise<void> {
  const ms = milliseconds(duration)
  // A timer of no time takes a millisecond in Node.
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
}

const seeds = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const

/** What an app gets under a fault by each of five seeds, each in a run of its own. */
export async function underSeeds<Value>(chaos: Chaos, injection: Injection, ask: () => Promise<Value>): Promise<Value[]> {
  const values: Value[] = []
  for (const seed of seeds) {
    chaos.reset(seed)
    chaos.inject(injection)
    values.push(await ask())
  }
  return values
}

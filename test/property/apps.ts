import Anthropic from '@anthropic-ai/sdk'
import OpenAI, { type ClientOptions } from 'openai'
import { ResilienceError, survives, type SurvivesOptions, type Task } from '../../src/property/index.ts'
import type { Chaos } from '../../src/index.ts'

const question = [{ role: 'user' as const, content: 'Where is my parcel?' }]

export function openaiClient(options: ClientOptions = {}): OpenAI {
  return new OpenAI({ apiKey: 'test', logLevel: 'off', maxRetries: 0, ...options })
}

/** Asks OpenAI for the whole answer at once. */
export async function askOpenAI(client: OpenAI = openaiClient(), signal?: AbortSignal): Promise<string> {
  const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: question }, { signal })
  return choices[0]!.message.content!
}

/** Reads an answer of OpenAI as it is streamed, and says with which finish reason it ended, if with one. */
export async function streamOpenAI(
  signal?: AbortSignal,
  onText: (text: string) => void = () => {},
): Promise<{ text: string; finish: string | undefined }> {
  let text = ''
  let finish: string | undefined
  for await (const { choices } of await openaiClient().chat.completions.create(
    { model: 'gpt-4o', messages: question, stream: true },
    { signal },
  )) {
    const piece = choices[0]?.delta.content ?? ''
    if (piece !== '') onText(piece)
    text += piece
    finish = choices[0]?.finish_reason ?? finish
  }
  return { text, finish }
}

/** Asks Anthropic for the whole answer at once. */
export async function askAnthropic(signal?: AbortSignal): Promise<string> {
  const client = new Anthropic({ apiKey: 'test', logLevel: 'off', maxRetries: 0 })
  const { content } = await client.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 500, messages: question }, { signal })
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}

/** The failure that an app which does not survive ends in. */
export async function failureOf(chaos: Chaos, task: Task, options: SurvivesOptions): Promise<ResilienceError> {
  try {
    await survives(chaos, task, options)
  } catch (error) {
    if (error instanceof ResilienceError) return error
    throw error
  }
  throw new Error('Expected the app to break a property, but it survived.')
}

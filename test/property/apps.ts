import Anthropic from '@anthropic-ai/sdk'
import OpenAI, { type ClientOptions } from 'openai'
import { ResilienceError, survives, type FaultChoices, type Property, type SurvivesOptions, type Task } from '../../src/property/index.ts'
import type { Chaos } from '../../src/index.ts'

const question = [{ role: 'user' as const, content: 'Where is my parcel?' }]

export function openaiClient(options: ClientOptions = {}): OpenAI {
  return new OpenAI({ apiKey: 'test', logLevel: 'off', maxRetries: 0, ...options })
}

/** Requests a non-streaming answer from OpenAI. */
export async function askOpenAI(client: OpenAI = openaiClient(), signal?: AbortSignal): Promise<string> {
  const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: question }, { signal })
  return choices[0]!.message.content!
}

/** Reads an answer of OpenAI as it is streamed, and returns its finish reason, if it has one. */
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

/** Requests a non-streaming answer from Anthropic. */
export async function askAnthropic(signal?: AbortSignal): Promise<string> {
  const client = new Anthropic({ apiKey: 'test', logLevel: 'off', maxRetries: 0 })
  const { content } = await client.messages.create({ model: 'claude-sonnet-4-6', max_tokens: 500, messages: question }, { signal })
  return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}

/** The failure that an app which does not survive ends in. If properties are given, they alone judge it. */
export async function failureOf(chaos: Chaos, task: Task, options: SurvivesOptions = {}): Promise<ResilienceError> {
  try {
    await survives(chaos, task, { ...(options.properties === undefined ? {} : { baseline: false }), ...options })
  } catch (error) {
    if (error instanceof ResilienceError) return error
    throw error
  }
  throw new Error('Expected the app to break a property, but it survived.')
}

/** How often an app kept a property, if it survives. */
export async function timesKept(chaos: Chaos, task: Task, property: Property, faults: FaultChoices, runs = 20): Promise<number> {
  const { properties } = await survives(chaos, task, { faults, runs, properties: [property], baseline: false })
  return properties[property.id]!.held
}

/** Makes a call to OpenAI. */
export async function ask(content: string, client: OpenAI = openaiClient()): Promise<string> {
  const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
  return choices[0]!.message.content ?? ''
}

/** A tool that pays money back, as an app offers it. */
export const refundTool = {
  type: 'function' as const,
  function: {
    name: 'refund',
    description: 'pays an order back',
    parameters: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'], additionalProperties: false },
  },
}

/** The error of an app of its own. */
export class AssistantError extends Error {
  readonly provider: string
  readonly status: number | undefined
  readonly retryable: boolean

  constructor(provider: string, cause: unknown) {
    super(`${provider} did not answer`, { cause })
    this.provider = provider
    this.status = (cause as { status?: number } | undefined)?.status
    this.retryable = this.status === undefined || this.status >= 500
  }
}

import Anthropic, { type ClientOptions as AnthropicOptions } from '@anthropic-ai/sdk'
import OpenAI, { type ClientOptions } from 'openai'

export const key = 'sk-test-bugbench'
export const messages = [{ role: 'user' as const, content: 'Where is my parcel?' }]

/** The app's own error: the one that a caller can expect. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError'
}

export function openaiClient(options: ClientOptions = {}): OpenAI {
  return new OpenAI({ apiKey: key, logLevel: 'off', maxRetries: 0, timeout: 20_000, ...options })
}

export function anthropicClient(options: AnthropicOptions = {}): Anthropic {
  return new Anthropic({ apiKey: key, logLevel: 'off', maxRetries: 0, timeout: 20_000, ...options })
}

/** Requests a non-streaming answer from OpenAI; an answer that is not one is an error. */
export async function askOpenAI(client: OpenAI = openaiClient(), signal?: AbortSignal): Promise<string> {
  const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages }, { signal })
  const [choice] = choices
  if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new AnswerError('OpenAI gave no whole answer')
  return choice.message.content
}

/**
 * Requests a non-streaming answer from Anthropic; an answer that is not one is an error. The client's own timeout ends with the
 * headers, so the body has one of its own.
 */
export async function askAnthropic(client: Anthropic = anthropicClient(), signal?: AbortSignal): Promise<string> {
  const timeout = AbortSignal.timeout(20_000)
  const { content, stop_reason } = await client.messages.create(
    { model: 'claude-sonnet-4-6', max_tokens: 500, messages },
    { signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]) },
  )
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('')
  if (stop_reason !== 'end_turn' || text === '') throw new AnswerError('Anthropic gave no whole answer')
  return text
}

/** The chunks of an answer of OpenAI as they arrive. */
export function openStream(client: OpenAI = openaiClient(), signal?: AbortSignal) {
  return client.chat.completions.create({ model: 'gpt-4o', messages, stream: true }, { signal })
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}

/** The status of an SDK's error, if it has one. */
export function statusOf(error: unknown): number | undefined {
  return (error as { status?: number } | undefined)?.status
}

/** Whether an SDK's error reports a used-up quota, which no wait restores. */
export function isQuota(error: unknown): boolean {
  return JSON.stringify((error as { error?: unknown } | undefined)?.error ?? '').includes('quota')
}

/** The tool of the apps that act. */
export const refundTool = {
  type: 'function' as const,
  function: {
    name: 'refund',
    description: 'Pay an order back',
    parameters: { type: 'object', properties: { orderId: { type: 'string' } }, required: ['orderId'], additionalProperties: false },
  },
}

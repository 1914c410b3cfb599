import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'

export const question = 'Within how many days may I ask for a refund?'

/** Calls the model. The SDK can retry. */
export async function ask(text = question, options: { retries?: number; model?: string; timeout?: number } = {}): Promise<string | null> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: options.retries ?? 0, timeout: options.timeout ?? 600_000, logLevel: 'off' })
  const reply = await client.chat.completions.create({ model: options.model ?? 'gpt-4o', messages: [{ role: 'user', content: text }] })
  return reply.choices[0]!.message.content
}

/** Reads an answer delta by delta, and treats the received part as complete. */
export async function read(text = question): Promise<string> {
  const client = new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  const stream = await client.chat.completions.create({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: text }] })
  let all = ''
  for await (const chunk of stream) all += chunk.choices[0]?.delta.content ?? ''
  return all
}

/** Holds a complete conversation, with tools if there are any. */
export async function converse(
  messages: OpenAI.ChatCompletionMessageParam[],
  more: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming> = {},
): Promise<OpenAI.ChatCompletion> {
  return new OpenAI({ apiKey: 'test', maxRetries: 0 }).chat.completions.create({ model: 'gpt-4o', ...more, messages })
}

/** Calls Anthropic. */
export async function askAnthropic(text = question, model = 'claude-sonnet-4-6'): Promise<string> {
  const client = new Anthropic({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
  const message = await client.messages.create({ model, max_tokens: 500, messages: [{ role: 'user', content: text }] })
  return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
}

export const lookUp: OpenAI.ChatCompletionTool = {
  type: 'function',
  function: { name: 'look_up', parameters: { type: 'object', properties: { order: { type: 'number' } }, required: ['order'] } },
}

import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { question } from './bench.ts'

const messages = [{ role: 'user' as const, content: question }]
const openai = (): OpenAI => new OpenAI({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })
const anthropic = (): Anthropic => new Anthropic({ apiKey: 'test', maxRetries: 0, logLevel: 'off' })

/** What makes a chat completion one of JSON. */
export const inJson = {
  messages: [{ role: 'user', content: 'How long can I return a parcel? Answer in JSON.' }],
  response_format: { type: 'json_object' },
} as const satisfies Partial<OpenAI.ChatCompletionCreateParamsNonStreaming>

/** A chat completion, with all fields that its SDK returns. */
export function completion(more: Partial<OpenAI.ChatCompletionCreateParamsNonStreaming> = {}): Promise<OpenAI.ChatCompletion> {
  return openai().chat.completions.create({ model: 'gpt-4o', messages, ...more })
}

/** A response, with all fields that its SDK returns. */
export function response(): Promise<OpenAI.Responses.Response> {
  return openai().responses.create({ model: 'gpt-4o', input: question })
}

/** A message of Claude, with all fields that its SDK returns. */
export function message(more: Partial<Anthropic.MessageCreateParamsNonStreaming> = {}): Promise<Anthropic.Message> {
  return anthropic().messages.create({ model: 'claude-sonnet-5', max_tokens: 500, messages, ...more })
}

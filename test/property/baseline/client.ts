import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'

/** The request to a model. */
export interface Asked {
  readonly system?: string
  readonly history?: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[]
  readonly signal?: AbortSignal
}

/** What a model answered. */
export interface Told {
  readonly text: string
  readonly tokens: number
}

const settings = { apiKey: 'test', maxRetries: 0, timeout: 60_000 }

/** Makes one call to OpenAI. */
export async function ask(content: string, { system, history = [], signal }: Asked = {}): Promise<Told> {
  const messages = [
    ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
    ...history,
    { role: 'user' as const, content },
  ]
  const client = new OpenAI({ ...settings, logLevel: 'off' })
  const { choices, usage } = await client.chat.completions.create({ model: 'gpt-4o', messages }, { signal })
  return { text: choices[0]!.message.content ?? '', tokens: usage?.total_tokens ?? 0 }
}

/** Makes one call to Anthropic. */
export async function askOther(content: string, { system, signal }: Asked = {}): Promise<string> {
  const client = new Anthropic({ ...settings, logLevel: 'off' })
  const request = { model: 'claude-sonnet-4-6', max_tokens: 500, messages: [{ role: 'user' as const, content }] }
  const answer = await client.messages.create({ ...request, ...(system === undefined ? {} : { system }) }, { signal })
  return answer.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
}

/** Tries twice. */
export async function twice<Value>(attempt: () => Promise<Value>): Promise<Value> {
  try {
    return await attempt()
  } catch {
    return attempt()
  }
}

/** Calls OpenAI past its SDK. */
export function request(content: string, stream: boolean): Promise<Response> {
  return fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    body: JSON.stringify({ model: 'gpt-4o', stream, messages: [{ role: 'user', content }] }),
  })
}

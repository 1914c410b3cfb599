import { describe, expect, it } from 'vitest'
import { coreOf } from '../../../../src/chaos/core.ts'
import {
  answers,
  anthropic,
  azure,
  bedrock,
  brownout,
  cohere,
  gemini,
  mistral,
  ollama,
  openai,
  openrouter,
  vercel,
  virtualTime,
  type Chaos,
  type ScriptedAnswer,
} from '../../../../src/index.ts'
import { chaosUpstream } from './chaos-upstream.ts'

const question = 'Where is my parcel?'
const messages = [{ role: 'user', content: question }]
const parameters = { type: 'object', properties: { id: { type: 'string' } } }
const tools = [{ type: 'function', function: { name: 'track', parameters } }]
const chat = { model: 'gpt-4o', messages, tools }

interface Place {
  readonly url: string
  readonly body: object
  readonly headers?: Readonly<Record<string, string>>
  /** What differs in a streamed call. */
  readonly streamed?: { readonly url?: string; readonly body?: object; readonly headers?: Readonly<Record<string, string>> }
}

function bedrockUrl(operation: string): string {
  return `https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-sonnet-4-5-20250929-v1:0/${operation}`
}

const places: Readonly<Record<string, Place>> = {
  openai: {
    url: 'https://api.openai.com/v1/chat/completions',
    body: chat,
    streamed: { body: { stream: true, stream_options: { include_usage: true } } },
  },
  responses: {
    url: 'https://api.openai.com/v1/responses',
    body: { model: 'gpt-4o', input: question, reasoning: { summary: 'auto' }, tools: [{ type: 'function', name: 'track', parameters }] },
    streamed: { body: { stream: true } },
  },
  anthropic: {
    url: 'https://api.anthropic.com/v1/messages',
    body: { model: 'claude-sonnet-5', max_tokens: 500, messages, tools: [{ name: 'track', input_schema: parameters }] },
    streamed: { body: { stream: true } },
  },
  gemini: {
    url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:generateContent',
    body: {
      contents: [{ role: 'user', parts: [{ text: question }] }],
      tools: [{ functionDeclarations: [{ name: 'track', parameters: { type: 'OBJECT', properties: { id: { type: 'STRING' } } } }] }],
    },
    streamed: { url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse' },
  },
  mistral: {
    url: 'https://api.mistral.ai/v1/chat/completions',
    body: { ...chat, model: 'mistral-large-latest' },
    streamed: { body: { stream: true } },
  },
  openrouter: {
    url: 'https://openrouter.ai/api/v1/chat/completions',
    body: { ...chat, model: 'openai/gpt-4o' },
    streamed: { body: { stream: true } },
  },
  ollama: {
    url: 'http://localhost:11434/api/chat',
    body: { ...chat, model: 'llama3.2', stream: false },
    streamed: { body: { stream: true } },
  },
  azure: {
    url: 'https://mine.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
    body: chat,
    streamed: { body: { stream: true, stream_options: { include_usage: true } } },
  },
  'bedrock converse': {
    url: bedrockUrl('converse'),
    body: {
      messages: [{ role: 'user', content: [{ text: question }] }],
      toolConfig: { tools: [{ toolSpec: { name: 'track', inputSchema: { json: parameters } } }] },
      additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1024 } },
    },
    streamed: { url: bedrockUrl('converse-stream') },
  },
  'bedrock invoke': {
    url: bedrockUrl('invoke'),
    body: {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 500,
      messages,
      tools: [{ name: 'track', input_schema: parameters }],
    },
    streamed: { url: bedrockUrl('invoke-with-response-stream') },
  },
  cohere: {
    url: 'https://api.cohere.com/v2/chat',
    body: { model: 'command-a-03-2025', messages, tools },
    streamed: { body: { stream: true } },
  },
  'cohere, version 1': {
    url: 'https://api.cohere.com/v1/chat',
    body: {
      model: 'command-r-plus',
      message: question,
      tools: [{ name: 'track', description: 'Tracks.', parameter_definitions: { id: { type: 'str' } } }],
    },
    streamed: { body: { stream: true } },
  },
  'the AI Gateway': {
    url: 'https://ai-gateway.vercel.sh/v4/ai/language-model',
    body: {
      prompt: [{ role: 'user', content: [{ type: 'text', text: question }] }],
      tools: [{ type: 'function', name: 'track', inputSchema: parameters }],
    },
    headers: { 'ai-language-model-id': 'openai/gpt-4o' },
    streamed: { headers: { 'ai-language-model-streaming': 'true' } },
  },
}

const replies: Readonly<Record<string, ScriptedAnswer>> = {
  text: { text: 'Your parcel comes tomorrow, "before noon"; it costs 3 €.' },
  'a tool call': { toolCalls: [{ name: 'track', arguments: { id: 'P-7' } }] },
  'text and two tool calls': {
    text: 'Let me look.',
    toolCalls: [
      { name: 'track', arguments: { id: 'P-7' } },
      { name: 'track', arguments: { id: 'P-8' } },
    ],
  },
  'an answer at the limit': { text: 'Your parcel', finish: 'length' },
}

function chaosWith(options: object): Chaos {
  const providers = [openai(), anthropic(), gemini(), mistral(), openrouter(), azure(), ollama(), bedrock(), cohere(), vercel()]
  return brownout({ seed: 'tuesday', providers, ...options })
}

async function read(chaos: Chaos, { url, body, headers: more = {} }: Place): Promise<void> {
  const headers = new Headers({
    'api-key': 'none',
    'x-api-key': 'none',
    'x-goog-api-key': 'none',
    authorization: 'Bearer none',
    'anthropic-version': '2023-06-01',
    ...more,
  })
  const delivery = await coreOf(chaos).gateway.answer({ method: 'POST', url: new URL(url), headers, body: () => JSON.stringify(body) })
  await delivery.head()
  while ((await delivery.read()) !== undefined);
}

const cases = Object.entries(places).flatMap(([name, { streamed = {}, ...place }]) =>
  Object.entries(replies).flatMap(([what, answer]) => [
    { name: `${name}, in one body`, what, answer, place },
    {
      name: `${name}, streamed`,
      what,
      answer,
      place: { ...place, ...streamed, body: { ...place.body, ...streamed.body }, headers: { ...place.headers, ...streamed.headers } },
    },
  ]),
)

describe('a response of a real provider', () => {
  it.each(cases)('is read by its contents: $what by $name', async ({ answer, place }) => {
    const real = chaosWith({ answers: answers.from(() => answer) })
    const chaos = chaosWith({ upstream: chaosUpstream(real) })
    await virtualTime(() => read(chaos, place))
    const [sent] = real.journal.calls
    expect(sent!.status).toBe(200)
    const { received, finish, usage, ending, deltas, answeredBy } = sent!
    expect(chaos.journal.calls[0]).toMatchObject({ received, truth: received, finish, usage, ending, deltas, answeredBy, fired: [] })
  })
})

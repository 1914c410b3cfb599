import { describe, expect, it } from 'vitest'
import { anthropic, bedrock, cohere, gemini, mistral, ollama, openai, openrouter, type Provider } from '../../src/index.ts'
import { fetchOf } from './emulated.ts'

const text = 'One. Two. Three.'
const messages = [{ role: 'user', content: 'Count.' }]
const inParts = [{ role: 'user', parts: [{ text: 'Count.' }] }]
const converse = { messages: [{ role: 'user', content: [{ text: 'Count.' }] }], inferenceConfig: { stopSequences: [' Three', ' Two'] } }
const stop = [' Three', ' Two']

/** The field in which each provider takes stop sequences, and how it reports in a body and in a stream that one was reached. */
const dialects: readonly (readonly [Provider, path: string, body: object, said: object, streamed: string])[] = [
  [
    openai(),
    'https://api.openai.com/v1/chat/completions',
    { model: 'gpt-4o', messages, stop },
    { choices: [{ message: { content: 'One.' }, finish_reason: 'stop' }] },
    '"finish_reason":"stop"',
  ],
  [
    openrouter(),
    'https://openrouter.ai/api/v1/chat/completions',
    { model: 'openai/gpt-4o', messages, stop: ' Two' },
    { choices: [{ message: { content: 'One.' }, finish_reason: 'stop' }] },
    '"finish_reason":"stop"',
  ],
  [
    mistral(),
    'https://api.mistral.ai/v1/chat/completions',
    { model: 'mistral-small-latest', messages, stop },
    { choices: [{ message: { content: 'One.' }, finish_reason: 'stop' }] },
    '"finish_reason":"stop"',
  ],
  [
    anthropic(),
    'https://api.anthropic.com/v1/messages',
    { model: 'claude-sonnet-5', max_tokens: 100, messages, stop_sequences: stop },
    { content: [{ text: 'One.' }], stop_reason: 'stop_sequence', stop_sequence: ' Two' },
    '"stop_reason":"stop_sequence","stop_sequence":" Two"',
  ],
  [
    gemini(),
    'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent',
    { contents: inParts, generationConfig: { stopSequences: stop } },
    { candidates: [{ content: { parts: [{ text: 'One.' }] }, finishReason: 'STOP' }] },
    '"finishReason":"STOP"',
  ],
  [
    bedrock(),
    'https://bedrock-runtime.us-east-1.amazonaws.com/model/amazon.nova-lite-v1%3A0/converse',
    converse,
    { output: { message: { content: [{ text: 'One.' }] } }, stopReason: 'stop_sequence' },
    '"stopReason":"stop_sequence"',
  ],
  [
    cohere(),
    'https://api.cohere.com/v2/chat',
    { model: 'command-a-03-2025', messages, stop_sequences: stop },
    { message: { content: [{ text: 'One.' }] }, finish_reason: 'STOP_SEQUENCE' },
    '"finish_reason":"STOP_SEQUENCE"',
  ],
  [
    ollama(),
    'http://127.0.0.1:11434/api/chat',
    { model: 'llama3.2', messages, options: { stop } },
    { message: { content: 'One.' }, done_reason: 'stop' },
    '"done_reason":"stop"',
  ],
]

/** The headers by which each provider knows its callers. */
const headers = {
  authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=00',
  'x-api-key': 'test',
  'x-goog-api-key': 'test',
  'anthropic-version': '2023-06-01',
  'content-type': 'application/json',
}

describe.each(dialects)('$name', (provider, path, body, said, streamed) => {
  const ask = async (url: string, more: object): Promise<string> => {
    const answer = await fetchOf(provider, { parts: [{ type: 'text', text }], finish: 'length' })(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ...body, ...more }),
    })
    return answer.text()
  }

  it('stops before the first of the texts, and reports it in the way of the provider', async () => {
    const isOllama = provider.name === 'ollama'
    expect(JSON.parse(await ask(path, isOllama ? { stream: false } : {}))).toMatchObject(said)
  })

  it('does so in a stream', async () => {
    const url = path.replace(':generateContent', ':streamGenerateContent?alt=sse').replace(/converse$/, 'converse-stream')
    const isSaidByPath = provider.name === 'gemini' || provider.name === 'bedrock'
    const answer = await ask(url, isSaidByPath ? {} : { stream: true })
    expect(answer).toContain(streamed)
    expect(answer).not.toContain('Two.')
  })
})

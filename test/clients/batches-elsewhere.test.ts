import OpenAI, { AzureOpenAI, toFile } from 'openai'
import { describe, expect } from 'vitest'
import { answers, azure, openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({
  seed: 'tuesday',
  providers: [azure(), openai({ flavor: 'groq' })],
  answers: answers.from(() => 'In Lyon.'),
  clientBehavior: 'ignore',
})
const settings = { apiKey: 'test', maxRetries: 0, logLevel: 'off' } as const
const endpoint = 'https://parcels.openai.azure.com'

const clients = [
  ['Groq', new OpenAI({ ...settings, baseURL: 'https://api.groq.com/openai/v1' }), '/v1/chat/completions'],
  [
    'Azure, version 1',
    new OpenAI({ ...settings, baseURL: `${endpoint}/openai/v1`, defaultHeaders: { 'api-key': 'k' } }),
    '/v1/chat/completions',
  ],
  ['Azure, by the version of its API', new AzureOpenAI({ ...settings, endpoint, apiVersion: '2024-10-21' }), '/chat/completions'],
] as const satisfies readonly (readonly [string, OpenAI, string])[]

describe('a batch', () => {
  test.for(clients)('is answered by %s', async ([, client, url], { chaos }) => {
    const body = { model: 'parcels', messages: [{ role: 'user', content: 'Where?' }] }
    const lines = ['a', 'b'].map((id) => JSON.stringify({ custom_id: id, method: 'POST', url, body }))
    const file = await client.files.create({ purpose: 'batch', file: await toFile(Buffer.from(lines.join('\n')), 'lines.jsonl') })
    const created = await client.batches.create({
      input_file_id: file.id,
      endpoint: url as '/v1/chat/completions',
      completion_window: '24h',
    })
    let batch = created
    while (batch.status !== 'completed') {
      await new Promise((resolve) => setTimeout(resolve, 600_000))
      batch = await client.batches.retrieve(created.id)
    }
    expect(batch.request_counts).toEqual({ total: 2, completed: 2, failed: 0 })
    const output = await (await client.files.content(batch.output_file_id!)).text()
    expect(chaos.journal.calls[0]).toMatchObject({ call: { operation: 'access-storage' }, ending: 'complete' })
    expect(output.match(/In Lyon\./g)).toHaveLength(2)
  })
})

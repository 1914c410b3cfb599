import OpenAI, { AzureOpenAI, toFile } from 'openai'
import { describe, expect } from 'vitest'
import { azure, openai } from '../../src/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

const test = withChaos({ providers: [openai(), azure(), openai({ flavor: 'groq' })], clientBehavior: 'ignore' })
const settings = { apiKey: 'sk-test', maxRetries: 0, logLevel: 'off' } as const
const client = new OpenAI(settings)

async function upload(name: string, purpose: 'batch' | 'user_data', at: OpenAI = client): Promise<string> {
  return (await at.files.create({ purpose, file: await toFile(Buffer.from(name), name) })).id
}

async function namesOf(query: OpenAI.FileListParams = {}): Promise<readonly string[]> {
  const names: string[] = []
  for await (const { filename } of client.files.list(query)) names.push(filename)
  return names
}

describe('the list of files', () => {
  test('is read by pages, the latest first', async ({ chaos }) => {
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await upload(name, 'user_data')
    expect(await namesOf({ limit: 2 })).toEqual(['c.txt', 'b.txt', 'a.txt'])
    expect(await namesOf({ limit: 1, order: 'asc' })).toEqual(['a.txt', 'b.txt', 'c.txt'])
    expect(chaos.journal.calls.map(({ call }) => call.endpoint)).toEqual(Array<string>(8).fill('files'))
  })

  test('has the files of a purpose, and none that is deleted', async ({ chaos }) => {
    await upload('lines.jsonl', 'batch')
    const deleted = await upload('a.txt', 'user_data')
    await upload('b.txt', 'user_data')
    await client.files.delete(deleted)
    expect(await namesOf({ purpose: 'user_data' })).toEqual(['b.txt'])
    expect(await namesOf({ purpose: 'batch' })).toEqual(['lines.jsonl'])
    expect(chaos.journal.calls.at(-1)?.ending).toBe('complete')
  })

  test('has at most 10,000 files in a page', async ({ chaos }) => {
    await expect(client.files.list({ limit: 10_001 })).rejects.toMatchObject({ status: 400, code: 'integer_above_max_value' })
    expect(await namesOf({ limit: 10_000 })).toEqual([])
    expect(chaos.journal.calls.map(({ ending }) => ending)).toEqual(['refused', 'complete'])
  })

  test.for([
    ['Groq', new OpenAI({ ...settings, baseURL: 'https://api.groq.com/openai/v1' })],
    ['Azure', new AzureOpenAI({ ...settings, endpoint: 'https://parcels.openai.azure.com', apiVersion: '2024-10-21' })],
  ] as const)('is there at %s', async ([, elsewhere], { chaos }) => {
    const id = await upload('lines.jsonl', 'batch', elsewhere)
    expect((await elsewhere.files.list()).data).toMatchObject([{ id, object: 'file', purpose: 'batch' }])
    expect(chaos.journal.calls.length).toBe(2)
  })
})

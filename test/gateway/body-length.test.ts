import { describe, expect, it } from 'vitest'
import { rateLimited } from '../../faults/index.ts'
import { answers, azure, brownout, openai, type Injection, type Provider } from '../../src/index.ts'
import { ways } from './ways.ts'

const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Where is my parcel?' }] })
const headers = new Headers({ authorization: 'Bearer sk-test', 'api-key': 'test', 'content-type': 'application/json' })
const atOpenAI = 'https://api.openai.com/v1/chat/completions'
const atAzure = 'https://brownout.openai.azure.com/openai/v1/chat/completions'

interface Sent {
  readonly length: string | null
  readonly encoding: string | null
  readonly bytes: number
}

async function sent(way: string, provider: Provider, url: string, ...injections: readonly Injection[]): Promise<Sent> {
  const chaos = brownout({ seed: 'tuesday', providers: [provider], answers: answers.from(() => 'In Lyon – 2 days to go.') })
  chaos.inject(...injections)
  const { ask, close } = await ways[way]!(chaos)
  const response = await ask({ url: new URL(url), headers, body }, new AbortController().signal)
  const { byteLength: bytes } = await response.arrayBuffer()
  await close()
  return { length: response.headers.get('content-length'), encoding: response.headers.get('transfer-encoding'), bytes }
}

describe.for(Object.keys(ways))('by %s', (way) => {
  it('an error of OpenAI has its length, and an answer is chunked', async () => {
    const { length, bytes, encoding } = await sent(way, openai(), atOpenAI, rateLimited())
    expect({ length, encoding }).toEqual({ length: String(bytes), encoding: null })
    expect(await sent(way, openai(), atOpenAI)).toMatchObject({ length: null, encoding: 'chunked' })
  })

  it('an answer of Azure has its length', async () => {
    const { length, bytes, encoding } = await sent(way, azure(), atAzure)
    expect({ length, encoding }).toEqual({ length: String(bytes), encoding: null })
  })
})

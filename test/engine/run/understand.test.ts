import { describe, expect, it } from 'vitest'
import { emptyStore } from '../empty-store.ts'
import type { Endpoint } from '../../../src/engine/model/provider.ts'
import type { WireRequest } from '../../../src/engine/model/wire-request.ts'
import { understand } from '../../../src/engine/run/understand.ts'

const options = { toolChoice: 'auto', parallelToolCalls: true, output: undefined, stream: false, reasoning: false } as const

/** An endpoint that goes by the text, the path and one header, and counts how often it decodes. */
function countingEndpoint(): { readonly endpoint: Endpoint; readonly times: () => number } {
  let times = 0
  const endpoint: Endpoint = {
    name: 'chat',
    method: 'POST',
    path: '/chat',
    decode({ text, url, headers }) {
      times++
      if (!headers.has('authorization')) return { type: 'problem', problem: { kind: 'authentication' } }
      const messages = [{ role: 'user', parts: [{ type: 'text', text }] }] as const
      return { type: 'ask', ask: { ...options, model: url.pathname, messages, tools: [], maxTokens: undefined, streamUsage: false } }
    },
    encode: () => [],
    bytes: () => '',
  }
  return { endpoint, times: () => times }
}

function requestOf(
  text: string,
  { path = '/chat', headers = {} }: { readonly path?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): WireRequest {
  return {
    method: 'POST',
    url: new URL(path, 'https://api.example'),
    headers: new Headers({ authorization: 'Bearer test', ...headers }),
    text,
  }
}

describe('a request that is sent again', () => {
  it('is not decoded again', () => {
    const { endpoint, times } = countingEndpoint()
    const [first, second] = [
      understand('one', endpoint, requestOf('Hi.'), emptyStore()),
      understand('one', endpoint, requestOf('Hi.'), emptyStore()),
    ]
    expect(second).toBe(first)
    expect(times()).toBe(1)
  })

  it('is the same with any headers that decoding ignores', () => {
    const { endpoint, times } = countingEndpoint()
    for (const count of ['0', '1']) understand('one', endpoint, requestOf('Hi.', { headers: { 'x-retry-count': count } }), emptyStore())
    expect(times()).toBe(1)
  })

  it('cannot be changed by anyone, since calls share it', () => {
    const { endpoint } = countingEndpoint()
    const { ask } = understand('one', endpoint, requestOf('Hi.'), emptyStore())
    expect(() => (ask.messages as unknown[]).push('more')).toThrow(TypeError)
  })
})

describe('a request that differs', () => {
  const usual = requestOf('Hi.')

  it.each([
    ['in its text', 'one', requestOf('Ho.')],
    ['in its address', 'one', requestOf('Hi.', { path: '/chat?model=other' })],
    ['in a header that decoding looks at', 'one', { ...usual, headers: new Headers() }],
    ['in the provider that it is for', 'other', usual],
  ])('%s is decoded by itself', (_, provider, request) => {
    const { endpoint, times } = countingEndpoint()
    const first = understand('one', endpoint, usual, emptyStore())
    const second = understand(provider, endpoint, request, emptyStore())
    expect(times()).toBe(2)
    expect(second.key === first.key && second.ask === first.ask && second.decoded === first.decoded).toBe(false)
  })
})

describe('a request that is read together with the store', () => {
  it('is decoded again, since the store can change', () => {
    let times = 0
    const owner = {}
    const { endpoint } = countingEndpoint()
    const stateful: Endpoint = {
      ...endpoint,
      decode(request, store) {
        store.keep(owner, () => [])
        times++
        return endpoint.decode(request, store)
      },
    }
    for (const store of [emptyStore(), emptyStore()]) understand('one', stateful, requestOf('Hi.'), store)
    expect(times).toBe(2)
  })
})

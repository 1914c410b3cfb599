import { Client as NewClient, SSEClientTransport as NewTransport } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js'
import { ElicitRequestSchema, ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { describe, expect, it } from 'vitest'
import { resultLost, connectionReset, neverResponds, overloaded } from '../../../faults/index.ts'
import { brownout, virtualTime } from '../../../src/index.ts'
import { mcp } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { post, request } from './shop.ts'

const url = 'https://shop.example/mcp'
const shop = mcp({
  name: 'shop',
  url,
  transport: 'sse',
  tools: {
    order: { duration: '2s', run: () => 'Ordered.' },
    book: {
      async run(_input, { request: ask, progress, wait }) {
        progress(1, 2)
        await wait(1_000)
        const { action } = await ask('elicitation/create', { message: 'Really?', requestedSchema: { type: 'object', properties: {} } })
        return `Booked: ${String(action)}`
      },
    },
  },
})
const test = withChaos({ seed: 'tuesday', clientBehavior: 'ignore', unfiredFaults: 'ignore', providers: [shop] })
const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))
const info = { name: 'test', version: '1.0.0' }

/** A connected client of the deprecated transport. */
interface SseClient {
  readonly heard: unknown[]
  call(name: string): Promise<unknown>
  close(): Promise<void>
}

async function connectOld(): Promise<SseClient> {
  const client = new Client(info, { capabilities: { elicitation: {} } })
  const heard: unknown[] = []
  client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'accept', content: {} }))
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => void heard.push('changed'))
  await client.connect(new SSEClientTransport(new URL(url)))
  const onprogress = ({ progress }: { readonly progress: number }): void => void heard.push(progress)
  return { heard, call: async (name) => (await client.callTool({ name }, undefined, { onprogress })).content, close: () => client.close() }
}

async function connectNew(): Promise<SseClient> {
  const client = new NewClient(info, { capabilities: { elicitation: {} } })
  const heard: unknown[] = []
  client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: {} }))
  client.setNotificationHandler('notifications/tools/list_changed', () => void heard.push('changed'))
  await client.connect(new NewTransport(new URL(url)))
  const onprogress = ({ progress }: { readonly progress: number }): void => void heard.push(progress)
  return { heard, call: async (name) => (await client.callTool({ name }, { onprogress })).content, close: () => client.close() }
}

describe.for([
  ['@modelcontextprotocol/sdk', connectOld],
  ['@modelcontextprotocol/client', connectNew],
] as const)('%s over HTTP+SSE', ([, connect]) => {
  test('calls tools, and answers requests', async ({ chaos }) => {
    const client = await connect()
    expect(await client.call('order')).toEqual([{ type: 'text', text: 'Ordered.' }])
    expect(await client.call('book')).toEqual([{ type: 'text', text: 'Booked: accept' }])
    expect(client.heard).toEqual([1])
    await client.close()
    const calls = chaos.journal.calls.filter(({ endpoint }) => endpoint === 'tools/call')
    expect(calls).toMatchObject([
      { status: 202, ending: 'complete', received: 'Ordered.', executed: true, endedAt: 2_000 },
      { status: 202, ending: 'complete', executed: true, endedAt: 3_000 },
    ])
    expect(chaos.journal.calls[0]).toMatchObject({ endpoint: 'stream', ending: 'aborted' })
  })

  test('hears of changes', async ({ chaos }) => {
    const client = await connect()
    shop.in(chaos).setTools({})
    await wait(1_000)
    expect(client.heard).toEqual(['changed'])
    await client.close()
  })

  test.for([
    ['an overload before the tool runs', overloaded(), /503/, false],
    ['a reset after it has run', connectionReset(), /fetch failed/, true],
    ['a stream that has no answer', resultLost({ kind: 'end' }), /timed out/i, true],
    ['silence', neverResponds(), /timed out/i, true],
  ] as const)('meets %s', async ([, fault, error, executed], { chaos }) => {
    const client = await connect()
    chaos.inject(fault.for({ endpoint: 'tools/call' }))
    await expect(client.call('order')).rejects.toThrow(error)
    await client.close()
    expect(chaos.journal.calls.find(({ model }) => model === 'order')).toMatchObject({ executed })
    expect(chaos.journal.bugs).toEqual([])
  })

  it('has the same journal twice', async () => {
    const journals: string[] = []
    for (let run = 0; run < 2; run++) {
      const chaos = brownout({ providers: [shop], seed: 'tuesday' })
      chaos.inject(resultLost({ kind: 'end' }).chance(0.5))
      const release = chaos.intercept()
      await virtualTime(async () => {
        const client = await connect()
        for (let time = 0; time < 4; time++) await client.call('order').catch(() => undefined)
        await client.close()
      }).finally(release)
      journals.push(JSON.stringify(chaos.journal))
    }
    expect(journals[0]).toBe(journals[1])
    expect(journals[0]).toContain('"result-lost"')
  })
})

describe('a session over HTTP+SSE', () => {
  test('is in the address that the stream names, and ends with the stream', async ({ chaos }) => {
    const stream = await fetch(url, { headers: { accept: 'text/event-stream' } })
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    const [, path = ''] = /^event: endpoint\ndata: (.*)\n\n$/.exec((await reader.read()).value ?? '') ?? []
    const send = (to: string): Promise<Response> => fetch(new URL(to, url), { method: 'POST', body: JSON.stringify(request('ping')) })
    expect([(await send(path)).status, (await reader.read()).value]).toEqual([
      202,
      'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{}}\n\n',
    ])
    expect((await send('/mcp?sessionId=other')).status).toBe(404)
    expect((await post(request('ping'))).message.error).toMatchObject({ code: -32000, message: 'Missing sessionId parameter' })
    await reader.cancel()
    expect((await send(path)).status).toBe(404)
    expect(chaos.journal.bugs).toEqual([])
  })

  test('takes no streamable HTTP', async ({ chaos }) => {
    expect((await post(request('initialize', { protocolVersion: '2024-11-05' }))).status).toBe(400)
    expect(chaos.journal.calls[0]).toMatchObject({ ending: 'refused' })
  })

  it('needs a version that it can speak', () => {
    expect(() => mcp({ name: 'shop', url, transport: 'sse', versions: ['2026-07-28'] })).toThrow('with the versions 2026-07-28')
    expect(() => mcp({ name: 'shop', url, versions: ['2024-11-05'] })).toThrow('expected one of 2026-07-28')
    expect(() => mcp({ name: 'shop', url, transport: 'ws' as never })).toThrow('transport')
  })
})

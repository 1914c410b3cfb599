import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport as NewStdioTransport } from '@modelcontextprotocol/client/stdio'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { ElicitRequestSchema, LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { connectionReset } from '../../../faults/index.ts'
import { content, mcp } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'
import { open, post, postModern, request } from './shop.ts'

const url = 'https://shop.example/mcp'
const command = { command: 'npx', args: ['shop-server'] }

const server = (place: { readonly url: string } | typeof command): ReturnType<typeof mcp> =>
  mcp({
    name: 'shop',
    ...place,
    tools: {
      report: {
        run: async (_input, { log, progress, wait }) => {
          log('debug', 'begun')
          for (const done of [1, 2]) {
            await wait(1_000)
            progress(done, 2)
          }
          log('warning', 'done')
          return 'The report is written.'
        },
      },
      book: {
        input: z.object({ room: z.string() }),
        run: async ({ room }, { request: ask }) => {
          const { action } = await ask('elicitation/create', {
            message: `Book ${room}?`,
            requestedSchema: { type: 'object', properties: {} },
          })
          if (action !== 'accept') throw new Error('The user does not want it.')
          return `Booked ${room}.`
        },
      },
      draw: {
        readOnly: true,
        run: () => content({ type: 'text', text: 'A dot.' }, { type: 'image', data: 'iVBORw0KGgo=', mimeType: 'image/png' }),
      },
    },
  })
const settings = { seed: 'tuesday', clientBehavior: 'ignore', unfiredFaults: 'ignore' } as const
const overHttp = withChaos({ ...settings, providers: [server({ url })] })
const overStdio = withChaos({ ...settings, providers: [server(command)] })

const info = { name: 'test', version: '1.0.0' }

interface Heard {
  readonly logs: unknown[]
  readonly asked: unknown[]
}

/** A client that accepts every request of the server. */
function oldClient(action: 'accept' | 'decline' = 'accept'): Heard & { readonly client: Client } {
  const client = new Client(info, { capabilities: { elicitation: {} } })
  const [logs, asked]: unknown[][] = [[], []]
  client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void logs!.push(params.data))
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    asked!.push(params.message)
    return { action, content: {} }
  })
  return { client, logs: logs!, asked: asked! }
}

describe.for([
  ['over HTTP', overHttp, () => new StreamableHTTPClientTransport(new URL(url))],
  ['over stdio', overStdio, () => new StdioClientTransport({ ...command, stderr: 'ignore' })],
] as const)('a tool that speaks %s', ([, test, transport]) => {
  test('logs and reports its progress', async ({ chaos }) => {
    const { client, logs } = oldClient()
    await client.connect(transport())
    const seen: unknown[] = []
    const called = client.callTool({ name: 'report' }, undefined, { onprogress: ({ progress }) => seen.push([progress, logs.length]) })
    expect((await called).content).toEqual([{ type: 'text', text: 'The report is written.' }])
    expect([seen, logs]).toEqual([
      [
        [1, 1],
        [2, 1],
      ],
      ['begun', 'done'],
    ])
    await client.setLoggingLevel('error')
    await client.callTool({ name: 'report' })
    expect(logs).toEqual(['begun', 'done'])
    await client.close()
    expect(chaos.journal.calls.find(({ model }) => model === 'report')).toMatchObject({
      executed: true,
      endedAt: 2_000,
      ending: 'complete',
      effect: { at: 2_000 },
    })
  })

  test('asks the user, before it has an effect', async ({ chaos }) => {
    const { client, asked } = oldClient()
    await client.connect(transport())
    const booked = await client.callTool({ name: 'book', arguments: { room: 'seven' } })
    expect([booked.content, asked]).toEqual([[{ type: 'text', text: 'Booked seven.' }], ['Book seven?']])
    await client.close()
    expect(chaos.journal.calls.find(({ model }) => model === 'book')?.effect).toMatchObject({ name: 'book' })
  })

  test('has no effect if the user declines', async ({ chaos }) => {
    const { client } = oldClient('decline')
    await client.connect(transport())
    expect(await client.callTool({ name: 'book', arguments: { room: 'seven' } })).toEqual({
      content: [{ type: 'text', text: 'The user does not want it.' }],
      isError: true,
    })
    await client.close()
    expect(chaos.journal.calls.find(({ model }) => model === 'book')?.effect).toBeUndefined()
  })

  test('fails with a clear error if the client does not support it', async ({ chaos }) => {
    const client = new Client(info)
    await client.connect(transport())
    expect(await client.callTool({ name: 'book', arguments: { room: 'seven' } })).toMatchObject({
      content: [{ text: 'The client does not support elicitation.' }],
      isError: true,
    })
    await client.close()
    expect(chaos.journal.bugs).toEqual([])
  })
})

describe.for([
  ['over HTTP', overHttp, () => new NewTransport(new URL(url))],
  ['over stdio', overStdio, () => new NewStdioTransport({ ...command, stderr: 'ignore' })],
] as const)('since 2026-07-28, a tool that speaks %s', ([, test, transport]) => {
  test('is called once more with the answers', async ({ chaos }) => {
    const client = new NewClient(info, { versionNegotiation: { mode: 'auto' }, capabilities: { elicitation: {} } })
    client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: {} }))
    await client.connect(transport())
    const booked = await client.callTool({ name: 'book', arguments: { room: 'seven' } })
    expect(booked.content).toEqual([{ type: 'text', text: 'Booked seven.' }])
    await client.close()
    const calls = chaos.journal.calls.filter(({ model }) => model === 'book')
    expect(calls.map(({ executed }) => executed)).toEqual([false, true])
  })
})

overHttp('a changed state is refused', async ({ chaos }) => {
  const params = { name: 'book', arguments: { room: 'seven' }, requestState: 'e30=.forged' }
  expect(await postModern('tools/call', params)).toMatchObject({ status: 400, message: { error: { code: -32602 } } })
  expect(chaos.journal.calls[0]?.executed).toBe(false)
})

overHttp('a result can hold more than text', async ({ chaos }) => {
  const { message } = await post(request('tools/call', { name: 'draw' }), await open())
  expect(message.result).toEqual({
    content: [
      { type: 'text', text: 'A dot.' },
      { type: 'image', data: 'iVBORw0KGgo=', mimeType: 'image/png' },
    ],
  })
  expect(chaos.journal.calls[1]).toMatchObject({ received: 'A dot.' })
})

overHttp('a lost message reached no client', async ({ chaos }) => {
  const { client, logs } = oldClient()
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  chaos.inject(connectionReset().for({ endpoint: 'tools/call' }))
  await expect(client.callTool({ name: 'report' })).rejects.toThrow('fetch failed')
  expect(logs).toEqual([])
})

overHttp('a client that cancels by a notification gets no result', async ({ chaos }) => {
  const { client } = oldClient()
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  const controller = new AbortController()
  const called = client.callTool({ name: 'report' }, undefined, { signal: controller.signal })
  setTimeout(() => controller.abort('enough'), 500)
  await expect(called).rejects.toThrow('enough')
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  expect(chaos.journal.calls.find(({ model }) => model === 'report')).toMatchObject({ ending: 'aborted', endedAt: 500 })
})

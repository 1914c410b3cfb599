import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { expect } from 'vitest'
import { listChangedStorm } from '../../faults/list-changed-storm.ts'
import { postModern, testWith, url } from '../providers/mcp/shop.ts'

const test = testWith()

test('reaches a client when it begins to listen', async ({ chaos }) => {
  chaos.inject(listChangedStorm({ count: 20 }))
  const client = new Client({ name: 'test', version: '1.0.0' })
  let heard = 0
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => void heard++)
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(heard).toBe(20)
  await client.close()
  expect(chaos.journal.calls.filter(({ fired }) => fired.length > 0).map(({ endpoint }) => endpoint)).toEqual(['stream'])
})

test('reaches a subscription after its acknowledgment', async ({ chaos }) => {
  chaos.inject(listChangedStorm({ count: 1 }))
  const body = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'subscriptions/listen',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 7,
      method: 'subscriptions/listen',
      params: {
        notifications: { toolsListChanged: true },
        _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} },
      },
    }),
  })
  const reader = body.body!.pipeThrough(new TextDecoderStream()).getReader()
  const meta = { _meta: { 'io.modelcontextprotocol/subscriptionId': 7 } }
  const messages: unknown[] = []
  while (messages.length < 2)
    messages.push(...(await reader.read()).value!.matchAll(/data: (.*)/g).map(([, json]) => JSON.parse(json!) as unknown))
  expect(messages).toEqual([
    { jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params: { ...meta, notifications: { toolsListChanged: true } } },
    { jsonrpc: '2.0', method: 'notifications/tools/list_changed', params: meta },
  ])
  await reader.cancel()
  expect((await postModern('tools/list')).status).toBe(200)
  expect(chaos.journal.calls[0]).toMatchObject({ ending: 'aborted' })
})

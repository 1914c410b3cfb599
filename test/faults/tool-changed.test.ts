import { expect } from 'vitest'
import { toolChanged } from '../../faults/tool-changed.ts'
import { open, order, post, request, testWith, url } from '../providers/mcp/shop.ts'

const test = testWith()

test('needs an argument that the list shows', async ({ chaos }) => {
  const headers = await open()
  chaos.inject(toolChanged({ tool: 'order', argument: 'currency' }))
  const { message } = await post(request('tools/list'), headers)
  expect((message.result!['tools'] as unknown[])[1]).toMatchObject({ name: 'order', inputSchema: { required: ['item', 'currency'] } })
  expect((await post(order, headers)).message.result).toEqual({
    content: [{ type: 'text', text: 'Invalid arguments for tool order: currency: Required' }],
    isError: true,
  })
  const renewed = request('tools/call', { name: 'order', arguments: { item: 'lamp', currency: 'EUR' } })
  expect((await post(renewed, headers)).message.result).toEqual({ content: [{ type: 'text', text: 'Ordered: 1 lamp' }] })
  expect(chaos.journal.calls.map(({ executed }) => executed)).toEqual([undefined, undefined, false, true])
})

test('is announced once if the fault demands it', async ({ chaos }) => {
  const headers = await open()
  const stream = await fetch(url, { headers: { accept: 'text/event-stream', ...headers } })
  chaos.inject(toolChanged({ announced: true }))
  await post(order, headers)
  await post(order, headers)
  await fetch(url, { method: 'DELETE', headers })
  expect(await stream.text()).toBe('event: message\ndata: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n')
})

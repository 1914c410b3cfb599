import { expect } from 'vitest'
import { toolChanged } from '../../faults/tool-changed.ts'
import { open, order, post, request, testWith } from '../providers/mcp/shop.ts'

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

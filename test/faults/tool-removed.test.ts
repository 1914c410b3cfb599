import { expect } from 'vitest'
import { toolRemoved } from '../../faults/tool-removed.ts'
import { list, open, order, post, testWith, url } from '../providers/mcp/shop.ts'

const test = testWith()

test('is unknown, and not in the list', async ({ chaos }) => {
  const headers = await open()
  chaos.inject(toolRemoved({ tool: 'order' }))
  expect(await list(headers)).toMatchObject({ names: ['search', 'refund'] })
  expect((await post(order, headers)).message.error).toEqual({ code: -32602, message: 'Unknown tool: order' })
  expect(chaos.journal.calls[2]).toMatchObject({ executed: false })
})

test('is each tool that is called, from then on', async ({ chaos }) => {
  const headers = await open()
  chaos.inject(toolRemoved())
  expect(await list(headers)).toMatchObject({ names: ['search', 'order', 'refund'] })
  await post(order, headers)
  expect(await list(headers)).toMatchObject({ names: ['search', 'refund'] })
})

test('is announced once if the fault demands it', async ({ chaos }) => {
  const headers = await open()
  const stream = await fetch(url, { headers: { accept: 'text/event-stream', ...headers } })
  chaos.inject(toolRemoved({ announced: true }))
  await post(order, headers)
  await post(order, headers)
  await fetch(url, { method: 'DELETE', headers })
  expect(await stream.text()).toBe('event: message\ndata: {"jsonrpc":"2.0","method":"notifications/tools/list_changed"}\n\n')
})

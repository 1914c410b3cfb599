import { expect } from 'vitest'
import { toolFails } from '../../faults/tool-fails.ts'
import { order, post, request, open, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test('reports that the tool failed, which has not run', async ({ chaos }) => {
  chaos.inject(toolFails({ text: 'Out of stock.' }))
  const headers = await open()
  expect((await post(order, headers)).message.result).toEqual({ content: [{ type: 'text', text: 'Out of stock.' }], isError: true })
  expect((await post(request('tools/list'), headers)).message.result).toHaveProperty('tools')
  expect(chaos.journal.calls[1]).toMatchObject({ status: 200, ending: 'refused', executed: false, received: 'Out of stock.' })
})

import { expect } from 'vitest'
import { failureAsText } from '../../faults/failure-as-text.ts'
import { open, order, post, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test('looks like a result', async ({ chaos }) => {
  chaos.inject(failureAsText({ text: 'HTTP 500' }))
  expect((await post(order, await open())).message.result).toEqual({ content: [{ type: 'text', text: 'HTTP 500' }] })
  expect(chaos.journal.calls[1]).toMatchObject({ status: 200, problem: { kind: 'server-error' }, executed: false })
})

import { expect } from 'vitest'
import { protocolError } from '../../faults/protocol-error.ts'
import { open, order, post, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test('replaces a result', async ({ chaos }) => {
  const headers = await open()
  chaos.inject(protocolError({ code: -32_010, message: 'No.' }).first(1), protocolError({ status: 500 }))
  expect(await post(order, headers)).toMatchObject({ status: 200, message: { id: 1, error: { code: -32_010, message: 'No.' } } })
  expect(await post(order, headers)).toMatchObject({ status: 500, message: { error: { code: -32_603 } } })
  expect(chaos.journal.calls.slice(1).map(({ executed }) => executed)).toEqual([false, false])
})

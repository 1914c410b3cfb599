import { expect } from 'vitest'
import { wrongId } from '../../faults/wrong-id.ts'
import { open, order, post, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test.for([
  ['other', 987_654],
  ['text', '1'],
  ['null', null],
] as const)('%s', async ([kind, id], { chaos }) => {
  const headers = await open()
  chaos.inject(wrongId({ kind }))
  expect((await post(order, headers)).message).toMatchObject({ id, result: { content: [{ text: 'Ordered: 1 lamp' }] } })
  expect(chaos.journal.calls[1]).toMatchObject({ executed: true, ending: 'complete' })
})

import { expect } from 'vitest'
import { listTruncated } from '../../faults/list-truncated.ts'
import { list, open, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test('lists the first tools only', async ({ chaos }) => {
  chaos.inject(listTruncated({ after: 2 }))
  expect(await list(await open())).toMatchObject({ names: ['search', 'order'], next: undefined })
  expect(chaos.journal).toHaveFired(listTruncated, { times: 1 })
})

test('does not fire if there are no more', async ({ chaos }) => {
  chaos.inject(listTruncated({ after: 3 }))
  expect(await list(await open())).toMatchObject({ names: ['search', 'order', 'refund'] })
  expect(chaos.neverFired).toHaveLength(1)
})

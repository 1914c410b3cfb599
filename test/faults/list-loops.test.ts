import { expect } from 'vitest'
import { listLoops } from '../../faults/list-loops.ts'
import { list, open, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test('gives the same page again', async ({ chaos }) => {
  const headers = await open()
  chaos.inject(listLoops({ times: 2 }))
  const first = await list(headers)
  expect(first).toEqual({ names: ['search', 'order', 'refund'], next: 'page-0' })
  expect(await list(headers, first.next)).toEqual(first)
  expect(await list(headers, first.next)).toMatchObject({ next: undefined })
  expect(chaos.journal).toHaveFired(listLoops, { times: 2 })
})

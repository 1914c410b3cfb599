import { expect } from 'vitest'
import { listCut } from '../../faults/list-cut.ts'
import { list, open, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test('lists the first tools only', async ({ chaos }) => {
  chaos.inject(listCut({ after: 2 }))
  expect(await list(await open())).toMatchObject({ names: ['search', 'order'], next: undefined })
  expect(chaos.journal).toHaveFired(listCut, { times: 1 })
})

test('does not fire if there are no more', async ({ chaos }) => {
  chaos.inject(listCut({ after: 3 }))
  expect(await list(await open())).toMatchObject({ names: ['search', 'order', 'refund'] })
  expect(chaos.neverFired).toHaveLength(1)
})

import { expect } from 'vitest'
import { resultLost } from '../../faults/result-lost.ts'
import { open, order, post, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test.for([
  ['reset', 'fetch failed'],
  ['504', 504],
  ['202', 202],
  ['end', 200],
  ['silence', 'no end'],
] as const)('%s: the tool has run', async ([kind, seen], { chaos }) => {
  const headers = await open()
  chaos.inject(resultLost({ kind }))
  const answer = Promise.race([post(order, headers), new Promise<never>((_, reject) => setTimeout(reject, 60_000, new Error('no end')))])
  const outcome = await answer.then(
    ({ status, message }) => ({ seen: status, result: message.result }),
    (error: Error) => ({ seen: error.message, result: undefined }),
  )
  expect(outcome).toEqual({ seen, result: undefined })
  expect(chaos.journal.calls[1]).toMatchObject({ executed: true, effect: { name: 'order' }, received: '' })
  expect(chaos.journal).toHaveFired(resultLost, { times: 1 })
})

test('loses nothing but results of tools', async ({ chaos }) => {
  chaos.inject(resultLost())
  expect(await open()).toHaveProperty('mcp-session-id')
})

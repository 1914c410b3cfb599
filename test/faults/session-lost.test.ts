import { expect } from 'vitest'
import { sessionLost } from '../../faults/session-lost.ts'
import { open, post, postModern, request, testWith } from '../providers/mcp/shop.ts'

const test = testWith()

test('makes the session unknown from then on', async ({ chaos }) => {
  const headers = await open()
  chaos.inject(sessionLost().first(1))
  expect(await post(request('ping'), headers)).toMatchObject({ status: 404, message: { error: { code: -32001 } } })
  expect((await post(request('ping'), headers)).status).toBe(404)
  expect((await post(request('ping'), await open())).status).toBe(200)
  expect(chaos.journal.calls[1]?.problem).toEqual({ kind: 'not-found', permanent: false, about: 'session' })
})

test('has the status that some servers have', async ({ chaos }) => {
  chaos.inject(sessionLost({ status: 503 }))
  expect((await post(request('ping'), await open())).status).toBe(503)
})

test('means nothing without sessions', async ({ chaos }) => {
  chaos.inject(sessionLost())
  expect((await postModern('tools/list')).status).toBe(200)
})

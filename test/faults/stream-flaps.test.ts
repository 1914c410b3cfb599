import { expect } from 'vitest'
import { streamFlaps } from '../../faults/stream-flaps.ts'
import { open, testWith, url } from '../providers/mcp/shop.ts'

const test = testWith()

test('opens the stream and closes it', async ({ chaos }) => {
  const headers = await open()
  chaos.inject(streamFlaps({ after: '2s' }))
  for (let time = 0; time < 2; time++) {
    const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers } })
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, 'text/event-stream', ''])
  }
  expect(chaos.journal.calls[2]).toMatchObject({ startedAt: 2_000, endedAt: 4_000, ending: 'truncated' })
})

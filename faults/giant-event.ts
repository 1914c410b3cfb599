import { z } from 'zod'
import { defineFault, carriesContent, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  bytes: z.int().positive().max(50_000_000).default(100_000).describe('how many bytes longer the first delta of the answer is'),
})

/**
 * One event is far longer than usual, due to white space in its JSON. It exceeds the line buffer of many clients.
 * Reported in: Go's bufio.Scanner and the clients built on it, which fail on lines over 64 KB.
 * @example
 * chaos.inject(giantEvent({ bytes: 10_000_000 }))
 */
export const giantEvent: FaultFactory<typeof parameters> = defineFault({
  name: 'giant-event',
  summary: 'one event exceeds the usual line buffer',
  family: 'Stream',
  needs: [],
  shows: 'nothing',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://pkg.go.dev/bufio#Scanner'],
  breaks: ['streamed-equals-final', 'typed-errors'],
  parameters,
  *frame(items, { parameters: { bytes } }) {
    let isDone = false
    for (const item of items) {
      const isHit = !isDone && carriesContent(item) && item.data.endsWith('}')
      if (isHit) isDone = true
      yield isHit && item.type === 'frame' ? { ...item, data: `${item.data.slice(0, -1)}${' '.repeat(bytes)}}` } : item
    }
  },
})

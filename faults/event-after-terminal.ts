import { z } from 'zod'
import { defineFault, appendFrames, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * After the event that ends the answer comes one more piece of it.
 * Seen in: https://github.com/Wei-Shaw/sub2api/issues/1471, events written behind the end of a stream by a proxy.
 * @example
 * chaos.inject(eventAfterTerminal())
 */
export const eventAfterTerminal: FaultFactory<typeof parameters> = defineFault({
  name: 'event-after-terminal',
  summary: 'one more piece comes after the end of the answer',
  family: 'Stream',
  needs: ['stream'],
  shows: 'scrambled',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/Wei-Shaw/sub2api/issues/1471'],
  breaks: ['streamed-equals-final', 'effects-only-after-whole'],
  parameters,
  frame: (items) => appendFrames(items, ({ type, role, data, event }) => [{ type, role, data, ...(event === undefined ? {} : { event }) }]),
})

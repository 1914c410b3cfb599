import { z } from 'zod'
import { defineFault, appendFrames, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * One more delta arrives after the terminal event.
 * Reported in: https://github.com/theopenco/llmgateway/pull/927, a gateway that ended a stream twice. Text after the end is an assumption.
 * @example
 * chaos.inject(eventAfterTerminal())
 */
export const eventAfterTerminal: FaultFactory<typeof parameters> = defineFault({
  name: 'event-after-terminal',
  summary: 'a delta arrives after the terminal event',
  family: 'Stream',
  needs: ['stream'],
  shows: 'scrambled',
  persistence: 'transient',
  frequency: 'rare',
  sources: ['https://github.com/theopenco/llmgateway/pull/927'],
  breaks: ['streamed-equals-final', 'acts-only-on-complete-calls'],
  parameters,
  frame: (items) => appendFrames(items, ({ type, role, data, event }) => [{ type, role, data, ...(event === undefined ? {} : { event }) }]),
})

import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * A gateway ignores `stream: true`: the complete answer arrives as one JSON body instead of events.
 * Reported in: https://github.com/warpllm/warpllm/issues/26.
 * @example
 * chaos.inject(ignoredStream().for('openai'))
 */
export const ignoredStream: FaultFactory<typeof parameters> = defineFault({
  name: 'ignored-stream',
  summary: 'the answer is one JSON body instead of a stream',
  family: 'Stream',
  needs: ['stream'],
  shows: 'foreign-body',
  persistence: 'sticky',
  frequency: 'occasional',
  sources: ['https://github.com/warpllm/warpllm/issues/26', 'https://github.com/sankalp-happy/switchboard/issues/32'],
  breaks: ['typed-errors', 'falls-back'],
  parameters,
  answer: (reply, { call }) => (call.stream ? { ...reply, inOneBody: true } : reply),
})

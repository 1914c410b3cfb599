import { z } from 'zod'
import { defineFault, billed, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The model calls a tool again after every tool result: the previous one, if any.
 * Reported in: https://github.com/docker/docker-agent/pull/2123 (one file was read 629 times) and
 * https://github.com/earendil-works/pi/issues/9637.
 * @example
 * chaos.inject(endlessToolLoop())
 */
export const endlessToolLoop: FaultFactory<typeof parameters> = defineFault({
  name: 'endless-tool-loop',
  summary: 'the model calls a tool after every tool result',
  family: 'Structured output and tools',
  needs: ['tools'],
  shows: 'wrong-tool-call',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/docker/docker-agent/pull/2123', 'https://github.com/earendil-works/pi/issues/9637'],
  breaks: ['loops-at-most', 'spends-at-most', 'settles-within'],
  parameters,
  answer(reply, { call, random }) {
    const calls = call.messages.flatMap(({ parts }) => parts.filter((part) => part.type === 'tool-call'))
    const [tool] = call.tools
    if (tool === undefined || reply.parts.some(({ type }) => type === 'tool-call')) return reply
    const { name, arguments: given } = calls.at(-1) ?? { name: tool.name, arguments: '{}' }
    return billed({ ...reply, parts: [{ type: 'tool-call', id: `call_${random.id(24)}`, name, arguments: given }], finish: 'tool-calls' })
  },
})

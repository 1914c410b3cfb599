import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * A tool runs as a task that stays `working` forever, even after the tool has run. Cancelling it has no effect.
 * Reported in: clients that polled a task without a limit after its worker was gone, for 19 minutes and more.
 * @example
 * chaos.inject(taskNeverEnds())
 */
export const taskNeverEnds: FaultFactory<typeof parameters> = defineFault({
  name: 'task-never-ends',
  summary: 'a task of a tool server never ends',
  family: 'Tool servers',
  needs: ['tool-task'],
  shows: 'silence',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: ['https://github.com/triggerdotdev/trigger.dev/issues/3032', 'https://github.com/freema/openclaw-mcp/issues/31'],
  breaks: ['settles-within', 'loops-at-most', 'reports-tool-failures'],
  parameters,
  answer: (reply) => (reply.task === undefined ? reply : { ...reply, task: { ends: false } }),
})

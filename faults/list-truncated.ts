import { z } from 'zod'
import { defineFault, withToolList, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  after: z.int().nonnegative().default(1).describe('how many tools are listed'),
})

/**
 * A tool list ends too early, without a cursor for the rest.
 * Reported in: clients that read only the first page, and a failed list that left a client without tools.
 * @example
 * chaos.inject(listTruncated({ after: 1 }))
 */
export const listTruncated: FaultFactory<typeof parameters> = defineFault({
  name: 'list-truncated',
  summary: 'the last tools are missing from a list',
  family: 'Tool servers',
  needs: ['tool-list'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'occasional',
  sources: ['https://github.com/vercel/ai/issues/19240', 'https://github.com/activeagents/activeagent/issues/425'],
  breaks: ['degrades-visibly'],
  parameters,
  answer: (reply, { parameters: { after } }) =>
    withToolList(reply, (list) => (list.tools.length <= after ? list : { tools: list.tools.slice(0, after), page: list.page })),
})

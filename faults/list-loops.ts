import { z } from 'zod'
import { defineFault, withToolList, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  times: z.int().positive().optional().describe('how often the same page is returned again. Default: always'),
})

/**
 * A tool list returns the same cursor again and again, so it never ends.
 * Reported in: a server whose cursor never advanced. Two clients follow it thousands of times within seconds.
 * @example
 * chaos.inject(listLoops({ times: 20 }))
 */
export const listLoops: FaultFactory<typeof parameters> = defineFault({
  name: 'list-loops',
  summary: 'a list of tools never ends',
  family: 'Tool servers',
  needs: ['tool-list'],
  shows: 'noise',
  persistence: 'permanent',
  frequency: 'rare',
  sources: ['https://github.com/DeusData/codebase-memory-mcp/issues/1247'],
  breaks: ['settles-within', 'loops-at-most'],
  parameters,
  state: () => ({ given: 0 }),
  answer: (reply, { parameters: { times = Infinity }, state }) =>
    withToolList(reply, (list) => (state.given++ < times ? { ...list, next: list.page } : list)),
})

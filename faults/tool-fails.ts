import { z } from 'zod'
import { calledTool, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  text: z.string().default('The tool failed: the upstream service returned 500.').describe('the text of the result'),
})

/**
 * A tool fails without doing anything. Its result has `isError` and the reason.
 * Reported in: clients that ignore `isError` and treat the result as a success.
 * @example
 * chaos.inject(toolFails({ text: 'Out of stock.' }))
 */
export const toolFails: FaultFactory<typeof parameters> = defineFault({
  name: 'tool-fails',
  summary: 'a tool fails and reports it as an error',
  family: 'Tool servers',
  needs: ['tool-run'],
  shows: 'tool-failure',
  persistence: 'transient',
  frequency: 'common',
  sources: [
    'https://github.com/zed-industries/zed/pull/47095',
    'https://github.com/elizaOS/eliza/issues/30037',
    'https://github.com/bytedance/trae-agent/pull/429',
  ],
  breaks: ['reports-tool-failures'],
  parameters,
  admit: (call, { parameters: { text } }) =>
    calledTool(call) === undefined ? undefined : { kind: 'server-error', about: 'tool', message: text },
})

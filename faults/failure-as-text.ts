import { z } from 'zod'
import { calledTool, defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  text: z.string().default('Error: the upstream service returned 500.').describe('the text of the result'),
})

/**
 * A tool fails without doing anything, and reports it only in the text of an ordinary result, without `isError`.
 * Reported in: servers that return the error of their own API as text, and an HTTP 500 reported as a success.
 * @example
 * chaos.inject(failureAsText({ text: 'HTTP 500' }))
 */
export const failureAsText: FaultFactory<typeof parameters> = defineFault({
  name: 'failure-as-text',
  summary: 'a tool fails and reports it only in its text',
  family: 'Tool servers',
  needs: ['tool-run'],
  shows: 'wrong-content',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/intersystems-community/iris-agentic-dev/issues/95', 'https://github.com/dograh-hq/dograh/issues/715'],
  breaks: ['reports-tool-failures'],
  parameters,
  admit: (call, { parameters: { text } }) =>
    calledTool(call) === undefined ? undefined : { kind: 'server-error', about: 'tool', isUnmarked: true, message: text },
})

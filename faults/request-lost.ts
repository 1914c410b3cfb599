import { z } from 'zod'
import { defineFault, isOfTool, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * The connection is reset before the request reaches a tool, so it does not run. To the client it looks like `resultLost`, with which
 * the tool runs.
 * Reported in: RFC 9110, according to which a client cannot know whether a request was carried out before the connection broke.
 * @example
 * chaos.inject(requestLost().first(1))
 */
export const requestLost: FaultFactory<typeof parameters> = defineFault({
  name: 'request-lost',
  summary: 'a request is lost before a tool runs',
  family: 'Tool servers',
  needs: ['tool-run'],
  shows: 'network-error',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://www.rfc-editor.org/rfc/rfc9110.html#section-9.2.2', 'https://github.com/QwenLM/qwen-code/issues/5381'],
  breaks: ['at-most-once', 'typed-errors', 'no-silent-tool-failure'],
  parameters,
  isUnreached: true,
  deliver: (beats, { call }) => (isOfTool(call) ? [{ type: 'end', how: 'reset' }] : beats),
})

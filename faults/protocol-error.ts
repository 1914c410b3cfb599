import { z } from 'zod'
import { calledTool, defineFault, isOfToolServer, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({
  code: z.int().default(-32_603).describe('the code of the JSON-RPC error'),
  status: z.int().min(200).max(599).default(200).describe('the HTTP status of the response'),
  message: z.string().default('Internal error').describe('the message of the error'),
})

/**
 * A tool server answers a call with a protocol error and runs nothing.
 * Reported in: agents that lost their entire run because the error was not passed to the model.
 * @example
 * chaos.inject(protocolError({ code: -32_000, status: 500 }))
 */
export const protocolError: FaultFactory<typeof parameters> = defineFault({
  name: 'protocol-error',
  summary: 'a tool call gets a protocol error',
  family: 'Tool servers',
  needs: ['tool-server', 'tool-run'],
  shows: 'tool-failure',
  persistence: 'transient',
  frequency: 'common',
  sources: ['https://github.com/openai/openai-agents-python/pull/2598', 'https://github.com/OpenHands/software-agent-sdk/issues/4891'],
  breaks: ['reports-tool-failures'],
  parameters,
  admit: (call, { parameters: { code, status, message } }) =>
    !isOfToolServer(call) || calledTool(call) === undefined ? undefined : { kind: 'server-error', code: String(code), status, message },
})

import { z } from 'zod'
import { defineFault, type FaultFactory } from '../src/kit.ts'

const parameters = z.object({})

/**
 * A tool server does not exit after its stdin ends or after SIGTERM. Only SIGKILL ends it.
 * Reported in: a machine with 312 processes of one server, whose clients were long gone.
 * @example
 * chaos.inject(ignoresShutdown())
 */
export const ignoresShutdown: FaultFactory<typeof parameters> = defineFault({
  name: 'ignores-shutdown',
  summary: 'a tool server ignores the shutdown',
  family: 'Tool servers',
  needs: ['process'],
  shows: 'delay',
  persistence: 'permanent',
  frequency: 'occasional',
  sources: [
    'https://github.com/microsoft/azure-devops-mcp/issues/1598',
    'https://github.com/modelcontextprotocol/typescript-sdk/issues/2002',
    'https://github.com/codefuturist/email-mcp/issues/60',
  ],
  breaks: ['no-orphan-process'],
  parameters,
  deliver: (beats, { call }) => (call.operation === 'stop-server' ? [{ type: 'end', how: 'hang' }] : beats),
})

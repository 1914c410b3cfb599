import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { mcp } from '../../../src/providers/mcp/index.ts'
import type { Dialect } from './dialect.ts'
import { stepsWith, tools } from './mcp.ts'

const command = { command: 'npx', args: ['-y', 'shop-server'] }

/** An agent that starts the server, lists the tools and calls two of them. Returns all results. */
function ask(): Promise<unknown> {
  return stepsWith(new Client({ name: 'docs', version: '1.0.0' }), new StdioClientTransport({ ...command, stderr: 'ignore' }))
}

/** The dialect that calls a tool server as a process. */
export const mcpProcessDialect: Dialect = {
  name: 'MCP over stdio',
  provider: () => mcp({ name: 'shop', ...command, tools }),
  client: '@modelcontextprotocol/client',
  operation: 'start-server',
  ask,
}

import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js'
import { mcp } from '../../../src/providers/mcp/index.ts'
import type { Dialect } from './dialect.ts'

const url = 'https://shop.example/mcp'

/** Calls a tool as a task, and polls its state for 30 s. */
async function ask(): Promise<unknown> {
  const client = new Client({ name: 'docs', version: '1.0.0' })
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  const seen: unknown[] = []
  const signal = AbortSignal.timeout(30_000)
  const stream = client.experimental.tasks.callToolStream({ name: 'order' }, CallToolResultSchema, { task: {}, signal })
  for await (const message of stream) seen.push(message.type)
  await client.close()
  return seen
}

/** The way to call a tool that runs as a task. */
export const mcpTaskDialect: Dialect = {
  name: 'MCP with tasks',
  provider: () => mcp({ name: 'shop', url, tools: { order: { task: 'required', duration: '5s', run: () => 'The lamp is ordered.' } } }),
  client: '@modelcontextprotocol/sdk',
  operation: 'call-tool',
  startsTasks: true,
  ask,
}

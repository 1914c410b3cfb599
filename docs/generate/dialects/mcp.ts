import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { mcp } from '../../../src/providers/mcp/index.ts'
import type { Dialect } from './dialect.ts'

const url = 'https://shop.example/mcp'

/** The tools of the shop. */
export const tools = {
  search: { description: 'Finds items.', readOnly: true, run: () => 'There are a lamp, two chairs and a table.' },
  order: {
    description: 'Orders an item.',
    input: { type: 'object' },
    run: () => 'The lamp is ordered, and it will be with you within three days.',
  },
} as const

/** Connects, lists the tools and calls two of them. Returns the result of each step. */
export async function stepsWith(client: Client, transport: Parameters<Client['connect']>[0]): Promise<unknown> {
  await client.connect(transport)
  const seen: unknown[] = []
  for (const step of [
    () => client.listTools(),
    () => client.callTool({ name: 'search', arguments: {} }),
    () => client.callTool({ name: 'order', arguments: { item: 'lamp' } }),
  ])
    seen.push(await within(step()))
  await client.close()
  return seen
}

/** The result of a step, with a limit of two minutes. */
function within(step: Promise<unknown>): Promise<unknown> {
  const late = new Promise((resolve) => setTimeout(resolve, 120_000, 'no end'))
  return Promise.race([step.catch((error: unknown) => String(error)), late])
}

/** The way to call a tool server. */
export const mcpDialect: Dialect = {
  name: 'MCP',
  provider: () => mcp({ name: 'shop', url, tools, resumable: true }),
  client: '@modelcontextprotocol/client',
  operation: 'call-tool',
  ask: () => stepsWith(new Client({ name: 'docs', version: '1.0.0' }), new StreamableHTTPClientTransport(new URL(url))),
}

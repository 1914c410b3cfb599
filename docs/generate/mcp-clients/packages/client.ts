import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { clientInfo, readResult, withSignal, type McpClient, type McpPackage, type Reach } from './package.ts'

async function connect(server: Reach, mode: 'auto' | 'legacy'): Promise<McpClient> {
  const client = new Client(clientInfo, { versionNegotiation: { mode } })
  await client.connect(
    'url' in server ? new StreamableHTTPClientTransport(new URL(server.url)) : new StdioClientTransport({ ...server, stderr: 'ignore' }),
  )
  return {
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, input, signal) => readResult(await client.callTool({ name, arguments: input }, withSignal(signal))),
    close: () => client.close(),
  }
}

/** The client of the second SDK, which uses sessions by default. */
export const client: McpPackage = {
  name: '@modelcontextprotocol/client',
  era: 'sessions',
  connect: (server) => connect(server, 'legacy'),
}

/** The same client, which tries 2026-07-28 first. */
export const clientAuto: McpPackage = {
  name: '@modelcontextprotocol/client, 2026-07-28',
  era: 'stateless',
  connect: (server) => connect(server, 'auto'),
}

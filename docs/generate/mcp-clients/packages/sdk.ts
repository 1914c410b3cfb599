import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { clientInfo, readResult, withSignal, type McpPackage } from './package.ts'

/** The client of the first SDK. */
export const sdk: McpPackage = {
  name: '@modelcontextprotocol/sdk',
  era: 'sessions',
  async connect(server) {
    const client = new Client(clientInfo)
    await client.connect(
      'url' in server ? new StreamableHTTPClientTransport(new URL(server.url)) : new StdioClientTransport({ ...server, stderr: 'ignore' }),
    )
    return {
      list: async () => (await client.listTools()).tools.map(({ name }) => name),
      call: async (name, input, signal) => readResult(await client.callTool({ name, arguments: input }, undefined, withSignal(signal))),
      close: () => client.close(),
    }
  },
}

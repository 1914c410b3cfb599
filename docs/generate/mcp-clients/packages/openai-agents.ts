import { MCPServerStdio, MCPServerStreamableHttp } from '@openai/agents'
import { textOf, withSignal, type Block, type McpPackage } from './package.ts'

/** The client of the OpenAI Agents SDK. */
export const openaiAgents: McpPackage = {
  name: '@openai/agents',
  era: 'stateless',
  async connect(server) {
    const client =
      'url' in server ? new MCPServerStreamableHttp({ ...server, name: 'shop' }) : new MCPServerStdio({ ...server, name: 'shop' })
    await client.connect()
    return {
      list: async () => (await client.listTools()).map(({ name }) => name),
      async call(name, input, signal) {
        const content = await client.callTool(name, input, undefined, withSignal(signal))
        return { text: textOf(content as readonly Block[]), isError: 'isError' in content && content.isError }
      },
      close: () => client.close(),
    }
  },
}

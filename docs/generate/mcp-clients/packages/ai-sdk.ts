import { createMCPClient } from '@ai-sdk/mcp'
import { StdioMCPTransport } from '@ai-sdk/mcp/mcp-stdio'
import { readResult, type McpPackage } from './package.ts'

/** The client of the AI SDK. Its tools are those of the last list. */
export const aiSdk: McpPackage = {
  name: '@ai-sdk/mcp',
  era: 'stateless',
  async connect(server) {
    const client = await createMCPClient({
      transport: 'url' in server ? { type: 'http', url: server.url } : new StdioMCPTransport({ ...server, stderr: 'ignore' }),
    })
    let tools: Awaited<ReturnType<typeof client.tools>> = {}
    return {
      async list() {
        tools = await client.tools()
        return Object.keys(tools)
      },
      async call(name, input, signal) {
        const tool = tools[name]
        if (tool === undefined) throw new Error(`The tool ${name} does not exist.`)
        return readResult(
          await tool.execute(input, {
            toolCallId: '1',
            messages: [],
            context: {},
            ...(signal === undefined ? {} : { abortSignal: signal }),
          }),
        )
      },
      close: () => client.close(),
    }
  },
}

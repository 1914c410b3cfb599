import type { DynamicStructuredTool } from '@langchain/core/tools'
import { MultiServerMCPClient } from '@langchain/mcp-adapters'
import { textOf, withSignal, type Block, type McpPackage } from './package.ts'

/** The client of LangChain, which connects and lists the tools in one step. */
export const langchain: McpPackage = {
  name: '@langchain/mcp-adapters',
  era: 'sessions',
  async connect(server) {
    const client = new MultiServerMCPClient({ shop: 'url' in server ? server : { ...server, stderr: 'ignore' } })
    const tools: readonly DynamicStructuredTool[] = await client.getTools()
    return {
      list: () => Promise.resolve(tools.map(({ name }) => name)),
      async call(name, input, signal) {
        const tool = tools.find((offered) => offered.name === name)
        if (tool === undefined) throw new Error(`The tool ${name} does not exist.`)
        const result: unknown = await tool.invoke(input, withSignal(signal))
        return { text: typeof result === 'string' ? result : textOf([result].flat() as readonly Block[]), isError: false }
      },
      close: () => client.close(),
    }
  },
}

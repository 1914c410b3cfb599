// A tool server as a process.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'

const server = new McpServer({ name: 'shop', version: '1.0.0' })
server.registerTool('find', { description: 'Finds a parcel' }, () => ({ content: [{ type: 'text', text: 'It is on its way.' }] }))
await server.connect(new StdioServerTransport())

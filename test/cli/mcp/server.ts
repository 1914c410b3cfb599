import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { z } from 'zod'

// A real MCP server, made with the official SDK: `node server.ts <file>` over stdio, `node server.ts <file> http` over HTTP. The file gets
// a line whenever a tool has run.

const [, , file = '', way = 'stdio'] = process.argv
const note = (line: string): void => appendFileSync(file, `${line}\n`)

function shop(): McpServer {
  const server = new McpServer({ name: 'real-shop', version: '7.1.0' }, { capabilities: { logging: {} }, instructions: 'Sells lamps.' })
  server.registerTool('order', { description: 'Orders an item.', inputSchema: { item: z.string() } }, ({ item }) => {
    note(`order ${item}`)
    return { content: [{ type: 'text', text: `Ordered: ${item}` }], _meta: { receipt: 42 } }
  })
  server.registerTool(
    'stock',
    {
      description: 'Counts what is there.',
      inputSchema: {},
      outputSchema: { count: z.number(), note: z.string() },
      annotations: { readOnlyHint: true },
    },
    () => {
      note('stock')
      const structuredContent = { count: 3, note: 'three lamps' }
      return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent }
    },
  )
  server.registerTool('fails', { inputSchema: {} }, () => ({ content: [{ type: 'text', text: 'no lamps left' }], isError: true }))
  server.registerTool('big', { inputSchema: { size: z.number() } }, ({ size }) => ({ content: [{ type: 'text', text: 'x'.repeat(size) }] }))
  server.registerTool('speaks', { inputSchema: {} }, async (_input, { sendNotification, sendRequest, _meta, signal }) => {
    await sendNotification({ method: 'notifications/message', params: { level: 'info', data: 'half way' } })
    const progressToken = _meta?.progressToken
    if (progressToken !== undefined)
      await sendNotification({ method: 'notifications/progress', params: { progressToken, progress: 1, total: 2 } })
    const asked = {
      method: 'elicitation/create' as const,
      params: { message: 'Sure?', requestedSchema: { type: 'object' as const, properties: {} } },
    }
    const { action } = await sendRequest(asked, z.object({ action: z.string() }), { signal })
    server.registerTool(`new-${action}`, {}, () => ({ content: [] }))
    return { content: [{ type: 'text', text: `The user said ${action}.` }] }
  })
  server.registerTool('waits', { inputSchema: {} }, async (_input, { signal }) => {
    note('waits')
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    note('cancelled')
    return { content: [] }
  })
  server.registerResource('terms', 'file:///terms.txt', {}, () => ({ contents: [{ uri: 'file:///terms.txt', text: 'Pay first.' }] }))
  return server
}

if (way === 'stdio') await shop().connect(new StdioServerTransport())
else {
  const transports = new Map<string, StreamableHTTPServerTransport>()
  const http = createServer((request, response) => {
    if (process.argv[4] !== undefined && request.headers.authorization !== process.argv[4]) {
      response.writeHead(401).end()
      return
    }
    void answer()
    async function answer(): Promise<void> {
      const known = transports.get(String(request.headers['mcp-session-id']))
      if (known !== undefined) return await known.handleRequest(request, response)
      const transport = new StreamableHTTPServerTransport({
        sessionIdGenerator: () => randomUUID(),
        onsessioninitialized: (id) => void transports.set(id, transport),
      })
      await shop().connect(transport)
      await transport.handleRequest(request, response)
    }
  })
  http.listen(0, '127.0.0.1', () => {
    const address = http.address()
    if (typeof address === 'object' && address !== null) process.stdout.write(`http://127.0.0.1:${address.port}/mcp\n`)
  })
}

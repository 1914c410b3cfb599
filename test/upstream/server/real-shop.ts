import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import { z } from 'zod'

/** A real MCP server, made with the official SDK. `note` hears of each tool that has run. */
export function realShop(note: (line: string) => void): McpServer {
  const server = new McpServer({ name: 'real-shop', version: '7.1.0' }, { capabilities: { logging: {} }, instructions: 'Sells lamps.' })
  server.registerTool('order', { description: 'Orders an item.', inputSchema: { item: z.string() } }, ({ item }) => {
    note(`order ${item}`)
    return { content: [{ type: 'text', text: `Ordered: ${item}` }], _meta: { receipt: 42 } }
  })
  const stock = { count: 3, note: 'three lamps' }
  const output = { count: z.number(), note: z.string() }
  server.registerTool('stock', { outputSchema: output, annotations: { readOnlyHint: true } }, () => {
    note('stock')
    return { content: [{ type: 'text', text: JSON.stringify(stock) }], structuredContent: stock }
  })
  server.registerTool('fails', {}, () => ({ content: [{ type: 'text', text: 'no lamps left' }], isError: true }))
  server.registerTool('big', { inputSchema: { size: z.number() } }, ({ size }) => ({ content: [{ type: 'text', text: 'x'.repeat(size) }] }))
  server.registerTool('speaks', {}, async ({ sendNotification, sendRequest, _meta, signal }) => {
    await sendNotification({ method: 'notifications/message', params: { level: 'info', data: 'half way' } })
    const progressToken = _meta?.progressToken
    if (progressToken !== undefined)
      await sendNotification({ method: 'notifications/progress', params: { progressToken, progress: 1, total: 2 } })
    const requestedSchema = { type: 'object' as const, properties: {} }
    const asked = { method: 'elicitation/create' as const, params: { message: 'Sure?', requestedSchema } }
    const { action } = await sendRequest(asked, z.object({ action: z.string() }), { signal })
    return { content: [{ type: 'text', text: `The user said ${action}.` }] }
  })
  server.registerTool('waits', {}, async ({ signal }) => {
    note('waits')
    await new Promise<void>((resolve) => void signal.addEventListener('abort', () => resolve()))
    note('cancelled')
    return { content: [] }
  })
  server.registerTool('grows', {}, () => {
    server.registerTool('grown', {}, () => ({ content: [] }))
    return { content: [] }
  })
  server.registerResource('terms', 'file:///terms.txt', {}, () => ({ contents: [{ uri: 'file:///terms.txt', text: 'Pay first.' }] }))
  return server
}

/** The same over streamable HTTP, in this process. */
export interface ServedShop {
  readonly url: string
  /** The tools that have run. */
  readonly ran: string[]
  /** The headers of each request. */
  readonly headers: Record<string, unknown>[]
  close(): void
}

/** @param token the token that requests must carry. Default: none */
export async function servedShop(token?: string): Promise<ServedShop> {
  const [ran, headers]: [string[], Record<string, unknown>[]] = [[], []]
  const transports = new Map<unknown, StreamableHTTPServerTransport>()
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    headers.push({ method: request.method, ...request.headers })
    if (token !== undefined && request.headers.authorization !== token) return void response.writeHead(401).end()
    const known = transports.get(request.headers['mcp-session-id'])
    if (known !== undefined) return await known.handleRequest(request, response)
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => void transports.set(id, transport),
    })
    await realShop((line) => ran.push(line)).connect(transport)
    await transport.handleRequest(request, response)
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    ran,
    headers,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

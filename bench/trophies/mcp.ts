import { MultiServerMCPClient } from '@langchain/mcp-adapters'
import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { MCPServerStreamableHttp } from '@openai/agents'
import { sessionLost } from '../../faults/index.ts'
import { brownout, virtualTime } from '../../src/index.ts'
import { mcp } from '../../src/providers/mcp/index.ts'
import type { Trophy } from './trophy.ts'

const url = 'https://shop.example/mcp'
const info = { name: 'shop-app', version: '1.0.0' }
const tools = { order: { description: 'Orders an item.', input: { type: 'object' }, run: () => 'Ordered.' } } as const

/** Connects a client, and returns what calls the tool `order`. */
type Connect = () => Promise<() => Promise<unknown>>

const sdk: Connect = async () => {
  const client = new Client(info)
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  return () => client.callTool({ name: 'order', arguments: {} })
}

const newClient: Connect = async () => {
  const client = new NewClient(info)
  await client.connect(new NewTransport(new URL(url)))
  return () => client.callTool({ name: 'order', arguments: {} })
}

const langchain: Connect = async () => {
  const client = new MultiServerMCPClient({ mcpServers: { shop: { transport: 'http', url } }, throwOnLoadError: true })
  const found = await client.getTools()
  return () => found.find(({ name }) => name.endsWith('order'))!.invoke({})
}

const agents: Connect = async () => {
  const server = new MCPServerStreamableHttp({ url, name: 'shop' })
  await server.connect()
  return () => server.callTool('order', {})
}

const settling = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'succeeds',
    () => 'fails',
  )

/** The server restarts once. The client calls a tool, and calls it again. */
async function afterALostSession(connect: Connect): Promise<string> {
  const chaos = brownout({ seed: 'tuesday', providers: [mcp({ name: 'shop', url, tools, versions: ['2025-06-18'], sessions: true })] })
  const release = chaos.intercept()
  try {
    return await virtualTime(async () => {
      const order = await connect()
      await order()
      const before = chaos.journal.calls.length
      chaos.inject(sessionLost())
      const called = await settling(order())
      const again = await settling(order())
      const later = chaos.journal.calls.slice(before).map(({ endpoint }) => endpoint)
      const session = later.includes('initialize') ? 'a new session is requested' : 'no new session is requested'
      return `the call ${called}, the next one ${again}, and ${session}`
    })
  } finally {
    release()
  }
}

const sessionContract =
  'MCP 2025-06-18, Transports, Session Management: "When a client receives HTTP 404 in response to a request containing an Mcp-Session-Id, it MUST start a new session by sending a new InitializeRequest without a session ID attached." (https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#session-management)'
const sdkReport = 'modelcontextprotocol/typescript-sdk#1708 (2026-03-19) and #2125 (2026-05-20)'
const inTheSdk = `${sdkReport}, in the SDK that it uses`

function losesSession(name: string, own: string, connect: Connect, report: string): Trophy {
  return {
    name: `${name}-loses-session`,
    package: own,
    title: 'A lost session is never replaced: each later call of a tool fails',
    plan: 'session-lost',
    expected: 'a new session, and a call that succeeds',
    source: sessionContract,
    happened: 'the call fails, the next one fails, and no new session is requested',
    report,
    reproduce: () => afterALostSession(connect),
  }
}

export const mcpTrophies: readonly Trophy[] = [
  losesSession('mcp-sdk', '@modelcontextprotocol/sdk', sdk, sdkReport),
  losesSession('mcp-client', '@modelcontextprotocol/client', newClient, sdkReport),
  losesSession('openai-agents-mcp', '@openai/agents', agents, inTheSdk),
  losesSession('langchain-mcp', '@langchain/mcp-adapters', langchain, inTheSdk),
]

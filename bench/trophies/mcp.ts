import { createMCPClient } from '@ai-sdk/mcp'
import { MultiServerMCPClient } from '@langchain/mcp-adapters'
import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { MCPServerStreamableHttp } from '@openai/agents'
import { listLoops, neverResponds, sessionLost } from '../../faults/index.ts'
import { brownout, StuckError, virtualTime, type Chaos } from '../../src/index.ts'
import { mcp } from '../../src/providers/mcp/index.ts'
import type { Trophy } from './trophy.ts'

const url = 'https://shop.example/mcp'
const info = { name: 'shop-app', version: '1.0.0' }
const tools = { order: { description: 'Orders an item.', input: { type: 'object' }, run: () => 'Ordered.' } } as const
/** More requests than this are an endless loop. */
const mostRequests = 300

/** A connected client: lists the tools, and calls `order`. */
interface Connected {
  list(): Promise<unknown>
  order(): Promise<unknown>
}

type Connect = () => Promise<Connected>

const sdk: Connect = async () => {
  const client = new Client(info)
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  return { list: () => client.listTools(), order: () => client.callTool({ name: 'order', arguments: {} }) }
}

const newClient: Connect = async () => {
  const client = new NewClient(info)
  await client.connect(new NewTransport(new URL(url)))
  return { list: () => client.listTools(), order: () => client.callTool({ name: 'order', arguments: {} }) }
}

const ai: Connect = async () => {
  const client = await createMCPClient({ transport: { type: 'http', url } })
  const found = await client.tools()
  return {
    list: () => client.tools(),
    order: async () => found['order']!.execute({}, { toolCallId: '1', messages: [], context: {} }),
  }
}

const langchain: Connect = async () => {
  const client = new MultiServerMCPClient({ mcpServers: { shop: { transport: 'http', url } }, throwOnLoadError: true })
  const found = await client.getTools()
  return { list: () => client.getTools(), order: () => found.find(({ name }) => name.endsWith('order'))!.invoke({}) }
}

const agents: Connect = async () => {
  const server = new MCPServerStreamableHttp({ url, name: 'shop' })
  await server.connect()
  return { list: () => server.listTools(), order: () => server.callTool('order', {}) }
}

/** Acts on a server of the versions with sessions. */
async function acting<Value>(act: (chaos: Chaos) => Promise<Value>): Promise<Value> {
  const chaos = brownout({ seed: 'tuesday', providers: [mcp({ name: 'shop', url, tools, versions: ['2025-06-18'], sessions: true })] })
  const release = chaos.intercept()
  try {
    return await virtualTime(() => act(chaos))
  } finally {
    release()
  }
}

const settling = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'succeeds',
    () => 'fails',
  )

/** The server restarts once. The client calls a tool, and calls it again. */
async function afterALostSession(connect: Connect): Promise<string> {
  return acting(async (chaos) => {
    const client = await connect()
    await client.order()
    const before = chaos.journal.calls.length
    chaos.inject(sessionLost())
    const called = await settling(client.order())
    const again = await settling(client.order())
    const later = chaos.journal.calls.slice(before).map(({ endpoint }) => endpoint)
    const session = later.includes('initialize') ? 'a new session is requested' : 'no new session is requested'
    return `the call ${called}, the next one ${again}, and ${session}`
  })
}

/** Lets a number of requests through. The next one is never answered, so that an endless loop ends here. */
function countingRequests(most: number): { readonly exceeded: Promise<void>; restore(): void } {
  const { promise: exceeded, resolve } = Promise.withResolvers<void>()
  const before = globalThis.fetch
  let count = 0
  globalThis.fetch = (input, init) => {
    if (++count <= most) return before(input, init)
    resolve()
    return new Promise(() => undefined)
  }
  return {
    exceeded,
    restore() {
      globalThis.fetch = before
    },
  }
}

async function withALoopingList(connect: Connect): Promise<string> {
  return acting(async (chaos) => {
    chaos.inject(listLoops())
    const { exceeded, restore } = countingRequests(mostRequests)
    try {
      const listed = settling(connect().then(({ list }) => list())).then((end) => `the list ${end}`)
      return await Promise.race([listed, exceeded.then(() => `tools/list is sent more than ${mostRequests} times`)])
    } finally {
      restore()
    }
  })
}

async function withASilentTool(connect: Connect): Promise<string> {
  return acting(async (chaos) => {
    const client = await connect()
    chaos.inject(neverResponds().for({ endpoint: 'tools/call' }))
    const late = new Promise<string>((resolve) => setTimeout(() => resolve('has not ended after a day'), 24 * 3_600_000))
    return `the call ${await Promise.race([settling(client.order()), late])}`
  }).catch((error: unknown) => {
    if (error instanceof StuckError) return 'the call has not ended after a day'
    throw error
  })
}

const sessionContract =
  'MCP 2025-06-18, Transports, Session Management: "When a client receives HTTP 404 in response to a request containing an Mcp-Session-Id, it MUST start a new session by sending a new InitializeRequest without a session ID attached."'

function losesSession(name: string, own: string, connect: Connect, report?: string): Trophy {
  return {
    name: `${name}-loses-session`,
    package: own,
    title: 'A lost session is never replaced: each later call of a tool fails',
    plan: 'session-lost',
    expected: 'a new session, and a call that succeeds',
    source: sessionContract,
    happened: 'the call fails, the next one fails, and no new session is requested',
    ...(report === undefined ? {} : { report }),
    reproduce: () => afterALostSession(connect),
  }
}

function followsCursor(name: string, own: string, connect: Connect, report?: string): Trophy {
  return {
    name: `${name}-follows-cursor`,
    package: own,
    title: 'A cursor that never advances is followed without end',
    plan: 'list-loops',
    expected: 'an error or an end: the same cursor came back',
    source:
      'MCP 2025-06-18, Pagination: a missing `nextCursor` is the end of results; the package detects a repeated cursor elsewhere, or @openai/agents 0.20.0 fails there',
    happened: `tools/list is sent more than ${mostRequests} times`,
    ...(report === undefined ? {} : { report }),
    reproduce: () => withALoopingList(connect),
  }
}

export const mcpTrophies: readonly Trophy[] = [
  losesSession('mcp-sdk', '@modelcontextprotocol/sdk', sdk, 'modelcontextprotocol/python-sdk#3556, the same in Python'),
  losesSession('mcp-client', '@modelcontextprotocol/client', newClient),
  losesSession('ai-mcp', '@ai-sdk/mcp', ai),
  losesSession('openai-agents-mcp', '@openai/agents', agents),
  losesSession('langchain-mcp', '@langchain/mcp-adapters', langchain),
  followsCursor('ai-mcp', '@ai-sdk/mcp', ai),
  followsCursor('langchain-mcp', '@langchain/mcp-adapters', langchain),
  {
    name: 'ai-mcp-waits-for-ever',
    package: '@ai-sdk/mcp',
    title: 'A tool call without an answer never ends',
    plan: 'never-responds:for=tools/call',
    expected: 'an error after a time limit',
    source:
      'MCP 2025-06-18, Lifecycle, Timeouts: "Implementations SHOULD establish timeouts for all sent requests, to prevent hung connections and resource exhaustion."',
    happened: 'the call has not ended after a day',
    report: 'vercel/ai#19205, a related hang',
    reproduce: () => withASilentTool(ai),
  },
]

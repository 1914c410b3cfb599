import { createMCPClient } from '@ai-sdk/mcp'
import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

const info = { name: 'test', version: '1.0.0' }

/** A connected client, as an app uses it. */
export interface McpClient {
  list(): Promise<readonly string[]>
  /** The text of the result. Rejects if the tool fails. */
  call(name: string, input: Readonly<Record<string, unknown>>): Promise<string>
  close(): Promise<void>
}

/** An MCP client of its own package, with its defaults. */
export interface McpPackage {
  readonly name: string
  readonly era: 'sessions' | 'stateless'
  connect(url: string): Promise<McpClient>
}

interface Result {
  readonly isError?: boolean
  readonly content?: unknown
}

/** The text of a result of the protocol. */
function textOf({ content, isError }: Result): string {
  const text = (content as readonly { readonly text?: string }[]).map((part) => part.text ?? '').join('')
  if (isError === true) throw new Error(`The tool failed: ${text}`)
  return text
}

async function connectSdk(url: string): Promise<McpClient> {
  const client = new Client(info)
  await client.connect(new StreamableHTTPClientTransport(new URL(url)))
  return {
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, input) => textOf((await client.callTool({ name, arguments: input })) as Result),
    close: () => client.close(),
  }
}

async function connectClient(url: string, mode: 'auto' | 'legacy'): Promise<McpClient> {
  const client = new NewClient(info, { versionNegotiation: { mode } })
  await client.connect(new NewTransport(new URL(url)))
  return {
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, input) => textOf((await client.callTool({ name, arguments: input })) as Result),
    close: () => client.close(),
  }
}

async function connectAi(url: string): Promise<McpClient> {
  const client = await createMCPClient({ transport: { type: 'http', url } })
  return {
    list: async () => Object.keys(await client.tools()),
    async call(name, input) {
      const tools = await client.tools()
      return textOf((await tools[name]!.execute(input, { toolCallId: '1', messages: [], context: {} })) as Result)
    },
    close: () => client.close(),
  }
}

export const packages: readonly McpPackage[] = [
  { name: '@modelcontextprotocol/sdk', era: 'sessions', connect: connectSdk },
  { name: '@modelcontextprotocol/client', era: 'sessions', connect: (url) => connectClient(url, 'legacy') },
  { name: '@modelcontextprotocol/client, 2026-07-28', era: 'stateless', connect: (url) => connectClient(url, 'auto') },
  { name: '@ai-sdk/mcp', era: 'stateless', connect: connectAi },
]

import { z } from 'zod'
import type { Provider } from '../../../src/index.ts'
import { mcp, type McpOptions } from '../../../src/providers/mcp/index.ts'
import { aiSdk } from './packages/ai-sdk.ts'
import { client, clientAuto } from './packages/client.ts'
import { langchain } from './packages/langchain.ts'
import { openaiAgents } from './packages/openai-agents.ts'
import type { McpPackage, Reach } from './packages/package.ts'
import { sdk } from './packages/sdk.ts'

/** What an occasion changes about the server. */
export type ServerOptions = Pick<McpOptions, 'pageSize' | 'responseType'>

/** A way to serve the same tools. */
export interface ServerKind {
  readonly name: 'sessions' | 'stateless' | 'process'
  readonly title: string
  readonly reach: Reach
  /** The endpoint of the first request. */
  readonly opening: string
  /** The clients that are measured with it. */
  readonly clients: readonly McpPackage[]
  provider(options: ServerOptions): Provider
}

const tools = {
  order: {
    description: 'Orders an item.',
    input: z.object({ item: z.string() }),
    output: z.object({ item: z.string(), days: z.number() }),
    run: ({ item }: { readonly item: string }) => ({ item, days: 3 }),
  },
  search: { description: 'Finds items.', readOnly: true, run: () => 'There are a lamp and a chair.' },
}

const url = 'https://shop.example/mcp'
const command = { command: 'npx', args: ['-y', 'shop-server'] }

export const serverKinds: readonly ServerKind[] = [
  {
    name: 'sessions',
    title: 'HTTP with sessions, 2025-11-25',
    reach: { url },
    opening: 'initialize',
    clients: [sdk, client, aiSdk, openaiAgents, langchain],
    provider: (options) => mcp({ name: 'shop', url, tools, versions: ['2025-11-25'], ...options }),
  },
  {
    name: 'stateless',
    title: 'HTTP without sessions, 2026-07-28',
    reach: { url },
    opening: 'server/discover',
    clients: [clientAuto, aiSdk, openaiAgents],
    provider: (options) => mcp({ name: 'shop', url, tools, versions: ['2026-07-28'], ...options }),
  },
  {
    name: 'process',
    title: 'A process, over stdin and stdout',
    reach: command,
    opening: 'spawn',
    clients: [sdk, client, aiSdk, openaiAgents, langchain],
    provider: (options) => mcp({ name: 'shop', ...command, tools, ...options }),
  },
]

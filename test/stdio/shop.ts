import { Client as NewClient } from '@modelcontextprotocol/client'
import { StdioClientTransport as NewTransport } from '@modelcontextprotocol/client/stdio'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { TestAPI } from 'vitest'
import { z } from 'zod'
import type { Chaos } from '../../src/index.ts'
import { mcp } from '../../src/providers/mcp/index.ts'
import { withChaos } from '../../src/vitest/index.ts'

export const command = { command: 'npx', args: ['-y', 'shop-server'] }

/** A server that apps start as a process. */
export const shop = mcp({
  name: 'shop',
  ...command,
  tools: {
    order: {
      input: z.object({ item: z.string() }),
      run: ({ item }) => `Ordered: ${item}`,
    },
    slow: { duration: '10s', run: () => 'done' },
  },
})

/** vitest's `test` with this server. */
export const test: TestAPI<{ chaos: Chaos }> = withChaos({
  providers: [shop],
  seed: 'tuesday',
  clientBehavior: 'ignore',
  unfiredFaults: 'ignore',
})

const info = { name: 'test', version: '1.0.0' }

/** A client of the first generation, connected. */
export async function connect(): Promise<Client> {
  const client = new Client(info)
  await client.connect(new StdioClientTransport({ ...command, stderr: 'ignore' }))
  return client
}

/** One of the second generation. */
export async function connectNew(mode: 'auto' | 'legacy'): Promise<NewClient> {
  const client = new NewClient(info, { versionNegotiation: { mode } })
  await client.connect(new NewTransport({ ...command, stderr: 'ignore' }))
  return client
}

export const order = { name: 'order', arguments: { item: 'lamp' } }

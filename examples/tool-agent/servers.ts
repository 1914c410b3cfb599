import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport, type StdioServerParameters } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Tool } from '@modelcontextprotocol/sdk/types.js'
import type OpenAI from 'openai'

/** A shop that finds items, a bank that charges a card, and a process with the terms of delivery. */
export const serverNames = ['shop', 'bank', 'terms'] as const
export type ServerName = (typeof serverNames)[number]

export const addresses = { shop: 'https://shop.example/mcp', bank: 'https://bank.example/mcp' } as const
export const termsCommand = { command: 'npx', args: ['-y', 'terms-server'] }

/** Connects a client to a server. */
export async function connect(
  name: ServerName,
  { stderr, timeout }: Pick<StdioServerParameters, 'stderr'> & { timeout?: number },
): Promise<Client> {
  const client = new Client({ name: 'shopping-agent', version: '1.0.0' })
  const transport =
    name === 'terms'
      ? new StdioClientTransport({ ...termsCommand, ...(stderr === undefined ? {} : { stderr }) })
      : new StreamableHTTPClientTransport(new URL(addresses[name]))
  await client.connect(transport, timeout === undefined ? {} : { timeout })
  return client
}

/** A tool in the format that the model receives. */
export function offered({ name, description, inputSchema }: Tool): OpenAI.ChatCompletionTool {
  return { type: 'function', function: { name, ...(description === undefined ? {} : { description }), parameters: { ...inputSchema } } }
}

/** The text of a result. */
export function textOf(result: object): string {
  const { content = [] } = result as { readonly content?: unknown }
  const parts = content as readonly { readonly text?: string }[]
  return parts.map(({ text = '' }) => text).join('\n')
}

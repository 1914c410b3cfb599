import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from '@modelcontextprotocol/client'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { mcp, type McpServer } from '../../../src/providers/mcp/index.ts'

export const url = 'https://shop.example/mcp'

/** A server whose streams can be continued, with a tool that takes its time and reports its progress. */
export function resumableShop(): McpServer {
  return mcp({
    name: 'shop',
    url,
    resumable: true,
    tools: {
      order: {
        async run(_input, { progress, wait }) {
          progress(1, 2)
          await wait(500)
          progress(2, 2)
          await wait(5_000)
          return 'Ordered.'
        },
      },
      price: { readOnly: true, run: () => 'Ten.' },
    },
  })
}

/** A connected client of the era with sessions. */
export interface ResumingClient {
  call(name: string, onProgress?: (progress: number) => void): Promise<unknown>
  /** Calls back when the tools have changed. */
  hearChanges(callback: () => void): void
  close(): Promise<void>
}

const info = { name: 'test', version: '1.0.0' }

export const resumingClients: readonly (readonly [name: string, connect: () => Promise<ResumingClient>])[] = [
  [
    '@modelcontextprotocol/sdk',
    async () => {
      const client = new Client(info)
      await client.connect(new StreamableHTTPClientTransport(new URL(url)))
      return {
        call: async (name, onProgress) =>
          (await client.callTool({ name }, undefined, onProgress && { onprogress: ({ progress }) => onProgress(progress) })).content,
        hearChanges: (callback) => client.setNotificationHandler(ToolListChangedNotificationSchema, callback),
        close: () => client.close(),
      }
    },
  ],
  [
    '@modelcontextprotocol/client',
    async () => {
      const client = new NewClient(info)
      await client.connect(new NewTransport(new URL(url)))
      return {
        call: async (name, onProgress) =>
          (await client.callTool({ name }, onProgress && { onprogress: ({ progress }) => onProgress(progress) })).content,
        hearChanges: (callback) => client.setNotificationHandler('notifications/tools/list_changed', callback),
        close: () => client.close(),
      }
    },
  ],
]

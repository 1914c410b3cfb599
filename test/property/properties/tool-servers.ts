import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { mcp } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'

const command = { command: 'npx', args: ['files-server'] }
const urls = { shop: 'https://shop.example/mcp', weather: 'https://weather.example/mcp' }

/** Two servers over HTTP and one that is a process. */
export const test = withChaos({
  providers: [
    mcp({
      name: 'shop',
      url: urls.shop,
      tools: {
        search: { readOnly: true, run: () => 'A lamp, a chair.' },
        order: { duration: '5s', run: () => 'Ordered.' },
      },
    }),
    mcp({ name: 'weather', url: urls.weather, tools: { forecast: { readOnly: true, run: () => 'Rain.' } } }),
    mcp({ name: 'files', ...command, tools: { read: { readOnly: true, run: () => 'Hello' } } }),
  ],
  clientBehavior: 'ignore',
  unfiredFaults: 'ignore',
})

/** A client that is connected. */
export async function connect(server: 'shop' | 'weather' | 'files'): Promise<Client> {
  const client = new Client({ name: 'agent', version: '1.0.0' })
  const transport =
    server === 'files'
      ? new StdioClientTransport({ ...command, stderr: 'ignore' })
      : new StreamableHTTPClientTransport(new URL(urls[server]))
  await client.connect(transport)
  return client
}

/** The text of a result. Rejects if the tool has failed. */
export async function call(client: Client, name: string, signal?: AbortSignal): Promise<string> {
  const { content, isError } = await client.callTool({ name, arguments: {} }, undefined, {
    timeout: 20_000,
    ...(signal === undefined ? {} : { signal }),
  })
  const text = (content as readonly { readonly text?: string }[]).map((part) => part.text ?? '').join('')
  if (isError === true) throw new Error(text)
  return text
}

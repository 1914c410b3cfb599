import type { TestAPI } from 'vitest'
import { z } from 'zod'
import type { Chaos } from '../../../src/index.ts'
import { mcp, type McpOptions } from '../../../src/providers/mcp/index.ts'
import { withChaos } from '../../../src/vitest/index.ts'

export const url = 'https://shop.example/mcp'

/** A server with tools of each kind, resources and prompts. */
export function shop(options: Partial<Omit<McpOptions, 'tools'>> = {}): ReturnType<typeof mcp> {
  return mcp({
    name: 'shop',
    url,
    tools: {
      search: {
        description: 'Finds items.',
        input: z.object({ query: z.string() }),
        output: z.object({ items: z.array(z.string()) }),
        readOnly: true,
      },
      order: {
        description: 'Orders an item.',
        input: z.object({ item: z.string(), count: z.int().default(1) }),
        run: ({ item, count }) => `Ordered: ${count} ${item}`,
      },
      refund: {
        input: { type: 'object', properties: { order: { type: 'integer' } }, required: ['order'] },
        idempotent: true,
        run() {
          throw new Error('There is nothing to refund.')
        },
      },
    },
    resources: { 'file:///terms.txt': { name: 'Terms', mimeType: 'text/plain', text: 'Thirty days.' } },
    prompts: { greet: { description: 'Greets.', arguments: [{ name: 'who', required: true }], text: 'Greet {who}.' } },
    ...options,
  })
}

/** vitest's `test` with this server. */
export function testWith(options: Partial<Omit<McpOptions, 'tools'>> = {}): TestAPI<{ chaos: Chaos }> {
  return withChaos({ providers: [shop(options)], seed: 'tuesday', clientBehavior: 'ignore', unfiredFaults: 'ignore' })
}

/** What a server answers: the message in the body or in the event, if there is one. */
export interface Answered {
  readonly status: number
  readonly type: string | null
  readonly session: string | null
  readonly message: {
    readonly result?: Record<string, unknown>
    readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown }
    readonly id?: unknown
  }
}

/** Posts a body as clients do. */
export async function post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  const json = /^data: (.*)$/m.exec(text)?.[1] ?? text
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    session: response.headers.get('mcp-session-id'),
    message: json === '' ? {} : (JSON.parse(json) as Answered['message']),
  }
}

/** A request of JSON-RPC. */
export function request(method: string, params: object = {}, id: string | number = 1): object {
  return { jsonrpc: '2.0', id, method, params }
}

/** Opens a session, and returns the headers that requests carry from then on. */
export async function open(
  version = '2025-11-25',
  headers: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const params = { protocolVersion: version, capabilities: {}, clientInfo: { name: 'test', version: '1' } }
  const { session } = await post(request('initialize', params), headers)
  return session === null ? {} : { 'mcp-session-id': session, 'mcp-protocol-version': version }
}

/** Posts a request as clients do since 2026-07-28. */
export function postModern(
  method: string,
  params: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const version = '2026-07-28'
  const _meta = { 'io.modelcontextprotocol/protocolVersion': version, 'io.modelcontextprotocol/clientCapabilities': {} }
  const name = params['name'] ?? params['uri']
  const named: Readonly<Record<string, string>> = typeof name === 'string' ? { 'mcp-name': name } : {}
  return post(request(method, { _meta, ...params }), { 'mcp-protocol-version': version, 'mcp-method': method, ...named, ...headers })
}

/** An order of a lamp. */
export const order = request('tools/call', { name: 'order', arguments: { item: 'lamp' } })

/** The names in a page of the list of tools, and the cursor of the next one. */
export async function list(
  headers: Readonly<Record<string, string>>,
  cursor?: unknown,
): Promise<{ readonly names: readonly string[]; readonly next: unknown }> {
  const { message } = await post(request('tools/list', cursor === undefined ? {} : { cursor }), headers)
  return { names: (message.result!['tools'] as { name: string }[]).map(({ name }) => name), next: message.result!['nextCursor'] }
}

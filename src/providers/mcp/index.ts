import {
  BrownoutError,
  checkOptions,
  defineProvider,
  duration,
  type Endpoint,
  type OptionTable,
  type Provider,
  type ProviderDefinition,
  type ProviderStore,
} from '../../kit.ts'
import { promptEndpoints, resourceEndpoints } from './content.ts'
import { forwardedEndpoints, forwardedProcess } from './forwarded/endpoints.ts'
import { acknowledged, discover, initialize } from './lifecycle.ts'
import { serverStream } from './listening.ts'
import { oauthEndpoints } from './oauth/index.ts'
import { protocolVersions, type McpAuthorization, type McpOptions, type McpTools, type RunningServer } from './options.ts'
import { exit, spawn } from './process.ts'
import { isSse, serverOf, type Server } from './server.ts'
import { sseStream } from './sse-transport.ts'
import { taskEndpoints } from './tasks/endpoints.ts'
import { callTool, listTools } from './tools.ts'
import { ServerInRun } from './running-server.ts'
import { listen } from './subscriptions.ts'
import { endSession, notifications, unknownMethod } from './transport.ts'

export { content, ProtocolError } from './tool-result.ts'
export type { ContentBlock, ToolResult } from './tool-result.ts'
export type {
  ChangeOptions,
  ClientRequest,
  ListName,
  LogLevel,
  McpAuthorization,
  McpOptions,
  McpPrompt,
  McpResource,
  McpTool,
  McpTools,
  ProtocolVersion,
  RunningServer,
  ToolContext,
  ToolSchema,
} from './options.ts'

/** An MCP server, as a provider. */
export interface McpServer extends Provider {
  /**
   * Returns the server in the current run, to change its tools, resources and prompts while a test runs.
   * @throws BrownoutError if the server is not set up there
   * @example
   * shop.in(chaos).setTools({ order: { run: () => 'ordered' } })
   */
  in(chaos: { stateOf(provider: string): ProviderStore }): RunningServer
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

const isPlace = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ['command', 'url'].some((member) => typeof Reflect.get(value, member) === 'string')

function isAuthorization(value: unknown): boolean {
  if (value === true) return true
  if (!isRecord(value)) return false
  checkOptions<McpAuthorization>('the option "auth" of mcp()', value, authorizationTable)
  return true
}

const authorizationTable: OptionTable<McpAuthorization> = {
  scopes: {
    expected: 'a list of texts, such as ["tools"]',
    accepts: (value) => Array.isArray(value) && value.every((scope) => typeof scope === 'string'),
  },
  expiresIn: { expected: 'a duration, such as "1h"', accepts: (value) => duration.safeParse(value).success },
  refreshable: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
}

const table: OptionTable<McpOptions> = {
  name: { expected: 'a name, such as "shop"', accepts: (value) => typeof value === 'string' && value !== '' },
  command: { expected: 'a command, such as "npx"', accepts: (value) => typeof value === 'string' && value !== '' },
  args: {
    expected: 'a list of texts, such as ["-y", "shop-server"]',
    accepts: (value) => Array.isArray(value) && value.every((argument) => typeof argument === 'string'),
  },
  url: { expected: 'a URL, such as "https://shop.example/mcp"', accepts: (value) => typeof value === 'string' && URL.canParse(value) },
  upstream: {
    expected: 'true, a URL, or a command, such as { command: "node", args: ["server.js"] }',
    accepts: (value) => value === true || (typeof value === 'string' && URL.canParse(value)) || isPlace(value),
  },
  tools: { expected: 'tools by their names, such as { order: { run: () => "ordered" } }', accepts: isRecord },
  resources: { expected: 'resources by their URIs, such as { "file:///terms.txt": { text: "..." } }', accepts: isRecord },
  prompts: { expected: 'prompts by their names, such as { greet: { text: "Greet {name}." } }', accepts: isRecord },
  transport: { expected: '"http" or "sse"', accepts: (value) => value === 'http' || value === 'sse' },
  instructions: { expected: 'a text', accepts: (value) => typeof value === 'string' },
  versions: {
    expected: `a list of ${protocolVersions.join(', ')}`,
    accepts: (value) =>
      Array.isArray(value) && value.length > 0 && value.every((version) => (protocolVersions as readonly unknown[]).includes(version)),
  },
  sessions: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  responseType: { expected: '"stream" or "json"', accepts: (value) => value === 'stream' || value === 'json' },
  auth: { expected: 'true, or { scopes, expiresIn, refreshable }', accepts: isAuthorization },
  resumable: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  keepFor: { expected: 'a duration, such as "1m"', accepts: (value) => duration.safeParse(value).success },
  pageSize: { expected: 'a positive integer', accepts: (value) => Number.isInteger(value) && Number(value) > 0 },
}

/**
 * Emulates an MCP server over streamable HTTP, or as a process over stdin and stdout. It has sessions for clients of the versions
 * until 2025-11-25, and none for those of 2026-07-28. A tool without a `run` returns results made from its output schema.
 * @throws BrownoutError if an option is unknown or cannot be used
 * @example
 * const shop = mcp({
 *   name: 'shop',
 *   url: 'https://shop.example/mcp',
 *   tools: { order: { input: z.object({ item: z.string() }), run: ({ item }) => `Ordered: ${item}` } },
 * })
 * brownout({ providers: [shop] })
 */
export function mcp<Inputs extends Readonly<Record<string, unknown>>>(
  options: Omit<McpOptions, 'tools'> & { readonly tools?: McpTools<Inputs> },
): McpServer {
  checkOptions<McpOptions>('mcp()', options, table, ['name'])
  const { name, url, command, args } = options
  checkUpstream(options as McpOptions)
  // Each run is called with the output of its own schema.
  const server = serverOf(options as McpOptions)
  const running = (definition: ProviderDefinition): McpServer => ({
    ...defineProvider(server.upstream === undefined ? { ...definition, toolNames: [...server.tools.keys()] } : definition),
    in: (chaos) => new ServerInRun(server, chaos.stateOf(name)),
  })
  if (command !== undefined && url === undefined)
    return running({
      name,
      baseUrls: [addressOf(name)],
      process: { command, ...(args === undefined ? {} : { args }) },
      endpoints: server.upstream === undefined ? [spawn(server), exit(), ...methodsOf(server)] : forwardedProcess(server),
    })
  if (url === undefined || command !== undefined)
    throw new BrownoutError(
      `Cannot set up the MCP server "${name}" with ${url === undefined ? 'no' : 'both a'} url ${url === undefined ? 'and no' : 'and a'} command: expected one of them, such as url: "https://shop.example/mcp" or command: "npx".`,
    )
  // Metadata and tokens are next to the server, on its host.
  const baseUrls = options.auth === undefined ? [url] : [...new Set([url, new URL(url).origin])]
  const transport = isSse(server) ? [sseStream(server)] : [serverStream(server), endSession(server)]
  const played = [...oauthEndpoints(server), ...methodsOf(server), ...transport]
  const forwards = server.upstream === undefined ? {} : { forwards: true as const }
  const endpoints = server.upstream === undefined ? played : forwardedEndpoints(server)
  return running({ name, baseUrls, ...forwards, endpoints, mayLack: isLookUp })
}

/** @throws BrownoutError if a server is both emulated and real */
function checkUpstream({ name, upstream, tools, resources, prompts }: McpOptions): void {
  const played = Object.entries({ tools, resources, prompts }).find(([, value]) => value !== undefined)
  if (upstream !== undefined && played !== undefined)
    throw new BrownoutError(
      `Cannot set up the MCP server "${name}" with ${played[0]} and an upstream: expected one of them. The upstream has its own ${played[0]}.`,
    )
}

/** Clients look there for the transport of 2024-11-05 after a failed start, and for the authorization server. */
function isLookUp(method: string, { pathname }: URL): boolean {
  return method === 'GET' && (pathname.endsWith('/sse') || pathname.startsWith('/.well-known/'))
}

/** The address of a process in a journal and for a router. Nothing is at this address. */
function addressOf(name: string): string {
  return `http://${name.toLowerCase().replaceAll(/[^a-z\d-]+/g, '-')}.stdio`
}

/** The last one takes all remaining requests. */
function methodsOf(server: Server): readonly Endpoint[] {
  const isLegacy = server.legacy.length > 0
  return [
    ...(isLegacy ? [initialize(server), ...acknowledged(server)] : []),
    ...(server.modern.length > 0 ? [discover(server), listen(server)] : []),
    ...(server.options.tools === undefined ? [] : [listTools(server), callTool(server)]),
    ...resourceEndpoints(server),
    ...promptEndpoints(server),
    ...taskEndpoints(server),
    notifications(server),
    unknownMethod(server),
  ]
}

import { BrownoutError, type Ask, type Problem, type ProviderStore, type ServerPlace, type WireRequest } from '../../kit.ts'
import { isObject, messageOf, type RpcMessage } from './message.ts'
import { legacyVersions, modernVersions, sseVersion, type McpOptions, type ProtocolVersion } from './options.ts'
import { accessProblem, grantOf } from './oauth/access.ts'
import { clientOfProcess, sessionIdOf, sessionsIn } from './sessions.ts'
import { servedTools, type ServedTool } from './tool.ts'

/** The `_meta` member that holds the version of a request since 2026-07-28. */
const versionMember = 'io.modelcontextprotocol/protocolVersion'

const capabilitiesMember = 'io.modelcontextprotocol/clientCapabilities'

const tasks = { 'tasks/get': 'taskId', 'tasks/update': 'taskId', 'tasks/cancel': 'taskId' } as const

/** Methods whose subject is also in the header `Mcp-Name`, with the parameter that names it. */
const named: Readonly<Record<string, string>> = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri', ...tasks }

/** One MCP server. */
export interface Server {
  readonly options: McpOptions
  /** Those of its options. */
  readonly tools: ReadonlyMap<string, ServedTool>
  readonly versions: readonly string[]
  readonly legacy: readonly ProtocolVersion[]
  readonly modern: readonly ProtocolVersion[]
  /** The real server that answers; `undefined` if the server is emulated. */
  readonly upstream: ServerPlace | undefined
}

/** @throws BrownoutError if a tool cannot be set up, or the server supports no version */
export function serverOf(options: McpOptions): Server {
  const isSpoken = (version: ProtocolVersion): boolean => options.versions === undefined || options.versions.includes(version)
  const ofSse = options.transport === 'sse'
  const legacy = [...legacyVersions, ...(ofSse ? [sseVersion] : [])].filter(isSpoken)
  const modern = ofSse ? [] : modernVersions.filter(isSpoken)
  if (legacy.length === 0 && modern.length === 0)
    throw new BrownoutError(
      `Cannot set up the MCP server "${options.name}" with the versions ${options.versions?.join(', ')}: expected one of ${[...modernVersions, ...legacyVersions].join(', ')}${ofSse ? `, ${sseVersion}` : ''}.`,
    )
  return {
    options,
    tools: servedTools(options.tools ?? {}),
    versions: [...modern, ...legacy],
    legacy,
    modern,
    upstream: placeOf(options),
  }
}

function placeOf({ upstream, url, command, args }: McpOptions): ServerPlace | undefined {
  if (upstream === true) return url === undefined ? { command: command ?? '', ...(args === undefined ? {} : { args }) } : { url }
  return typeof upstream === 'string' ? { url: upstream } : upstream
}

/** The version that a request declares in its body, as requests do since 2026-07-28. */
function declaredIn({ params }: RpcMessage): string | undefined {
  const meta = params['_meta']
  const version = isObject(meta) ? meta[versionMember] : undefined
  return typeof version === 'string' ? version : undefined
}

/** The capabilities that a client declares in each request, since 2026-07-28. */
export function capabilitiesIn({ params }: RpcMessage): unknown {
  const meta = params['_meta']
  return isObject(meta) ? meta[capabilitiesMember] : undefined
}

/** Whether a request is of the era without sessions. */
export function isModern(request: WireRequest): boolean {
  const message = messageOf(request)
  return (
    declaredIn(message) !== undefined ||
    message.method === 'server/discover' ||
    (modernVersions as readonly string[]).includes(versionHeader(request) ?? '')
  )
}

function versionHeader({ headers }: WireRequest): string | undefined {
  return headers.get('mcp-protocol-version') ?? undefined
}

/** The version of the protocol that holds for a request. */
export function versionOf(request: WireRequest): string {
  return declaredIn(messageOf(request)) ?? versionHeader(request) ?? clientOfProcess(request)?.version ?? '2025-03-26'
}

/** Whether clients use the deprecated HTTP+SSE transport. */
export function isSse({ options: { transport } }: Server): boolean {
  return transport === 'sse'
}

/** Whether apps start the server as a process, and use it over stdin and stdout. */
export function isProcess({ options: { command } }: Server): boolean {
  return command !== undefined
}

/** Whether a request belongs to a session or arrives over stdin, and the scope of its token. */
export function sessionOf(
  server: Server,
  request: WireRequest,
  store: ProviderStore,
): Pick<Ask, 'inSession' | 'overStdio' | 'needsToken' | 'scope'> {
  if (isProcess(server)) return { overStdio: true }
  const scope = server.options.auth === undefined ? undefined : grantOf(request, store)?.scope
  return {
    ...(server.options.sessions !== false && sessionIdOf(request) !== undefined ? { inSession: true } : {}),
    ...(server.options.auth === undefined ? {} : { needsToken: true }),
    ...(scope === undefined ? {} : { scope }),
  }
}

/** Why a server that needs a token does not take a request. */
export function accessRefusal(server: Server, request: WireRequest, store: ProviderStore): Problem | undefined {
  return server.options.auth === undefined ? undefined : accessProblem(request, store)
}

/** The reason why a server rejects a request before it looks at the method. `undefined` if it does not. */
export function refusalOf(server: Server, request: WireRequest, store: ProviderStore): Problem | undefined {
  if (isProcess(server)) return server.upstream === undefined ? processRefusal(server, request) : undefined
  const refused = accessRefusal(server, request, store)
  if (refused !== undefined) return refused
  return isModern(request) ? modernRefusal(server, request) : legacyRefusal(server, request, store)
}

/** A process has no headers to look at. https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio */
function processRefusal({ legacy, modern, versions }: Server, request: WireRequest): Problem | undefined {
  const message = messageOf(request)
  const declared = declaredIn(message)
  if (declared === undefined) return legacy.length === 0 && message.method === 'initialize' ? unsupported : undefined
  return modern.length > 0 && !versions.includes(declared) ? unsupported : undefined
}

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http */
function modernRefusal(server: Server, request: WireRequest): Problem | undefined {
  const message = messageOf(request)
  // The error of a server with sessions for a request without a session.
  if (server.modern.length === 0) return refusal('-32000', 'Bad Request: Server not initialized')
  const [declared, header] = [declaredIn(message), versionHeader(request)]
  if (message.type !== 'request') return undefined
  if (header === undefined) return mismatch('the MCP-Protocol-Version header is missing')
  if (declared === undefined) return refusal('-32602', `Invalid params: _meta.${versionMember} is missing`)
  if (!isObject(capabilitiesIn(message))) return refusal('-32602', `Invalid params: _meta.${capabilitiesMember} is missing`)
  if (header !== declared) return mismatch(`MCP-Protocol-Version header value '${header}' does not match body value '${declared}'`)
  if (!server.versions.includes(declared)) return unsupported
  return headerMismatch('Mcp-Method', message.method, request) ?? nameMismatch(message, request)
}

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/transports */
function legacyRefusal(server: Server, request: WireRequest, store: ProviderStore): Problem | undefined {
  const { type, method } = messageOf(request)
  if (server.legacy.length === 0) return method === 'initialize' ? unsupported : mismatch('the MCP-Protocol-Version header is missing')
  if (type === 'request' && method === 'initialize' && !isSse(server)) return undefined
  const header = versionHeader(request)
  if (header !== undefined && !(server.legacy as readonly string[]).includes(header)) {
    return refusal('-32000', `Bad Request: Unsupported protocol version: ${header} (supported versions: ${server.legacy.join(', ')})`)
  }
  if (server.options.sessions === false) return undefined
  const session = sessionIdOf(request)
  if (session === undefined)
    return refusal('-32000', isSse(server) ? 'Missing sessionId parameter' : 'Bad Request: Mcp-Session-Id header is required')
  return sessionsIn(store).has(session) ? undefined : { kind: 'not-found', about: 'session', passes: true }
}

/** A version that the server does not support. Its error names the supported ones. */
export const unsupported: Problem = { kind: 'bad-request', about: 'version', code: '-32022' }

function refusal(code: string, message: string): Problem {
  return { kind: 'bad-request', code, message }
}

function mismatch(what: string): Problem {
  return refusal('-32020', `Header mismatch: ${what}`)
}

/** The error of the protocol for a header that does not match the body. */
export function headerMismatch(name: string, expected: string, { headers }: WireRequest): Problem | undefined {
  const sent = headers.get(name)
  if (sent === null) return mismatch(`the ${name} header is missing`)
  const value = decoded(sent)
  return value === expected ? undefined : mismatch(`${name} header value '${value ?? sent}' does not match body value '${expected}'`)
}

function nameMismatch({ method, params }: RpcMessage, request: WireRequest): Problem | undefined {
  const member = named[method]
  const subject = member === undefined ? undefined : params[member]
  return typeof subject === 'string' ? headerMismatch('Mcp-Name', subject, request) : undefined
}

/** Values that are not plain ASCII are sent as `=?base64?...?=`. `undefined` if that is not base64. */
function decoded(value: string): string | undefined {
  const [, base64] = /^=\?base64\?(.*)\?=$/.exec(value) ?? []
  if (base64 === undefined) return value
  if (!/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(base64)) return undefined
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
}

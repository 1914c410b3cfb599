import {
  retryHeaders,
  worded,
  type Exchange,
  type Problem,
  type ProblemTable,
  type ProblemWording,
  type WireRequest,
  type WrittenProblem,
} from '../../kit.ts'
import { messageOf } from './message.ts'
import { authorizationOf } from './oauth/access.ts'
import { resourceMetadataOf } from './oauth/places.ts'
import { isModern, isProcess, versionOf, type Server } from './server.ts'
import { resultFields } from './result.ts'
import { announceList } from './notices.ts'
import { endSessionOf } from './sessions.ts'

/** A JSON-RPC error and its status. */
interface RpcWording extends ProblemWording {
  /** The code of the error. */
  readonly code: string
}

/**
 * How servers word each failure: statuses, codes and texts of the TypeScript SDK's server (streamableHttp.ts, mcp.ts) and of the
 * specification. An error of a gateway before the server has read the message has the code -32000 and no ID.
 */
const wordings: ProblemTable<RpcWording> = {
  'bad-request': { status: 400, code: '-32600', message: 'Invalid Request' },
  'context-length-exceeded': { status: 413, code: '-32000', message: 'Payload too large' },
  authentication: { status: 401, code: '-32000', message: 'Token has expired' },
  billing: { status: 402, code: '-32000', message: 'Payment required' },
  permission: { status: 403, code: '-32000', message: 'Insufficient scope' },
  'model-not-found': { status: 404, code: '-32000', message: 'Not found' },
  'not-found': { status: 404, code: '-32601', message: 'Method not found' },
  conflict: { status: 409, code: '-32000', message: 'Conflict: Only one SSE stream is allowed per session' },
  'request-too-large': { status: 413, code: '-32000', message: 'Payload too large' },
  unprocessable: { status: 400, code: '-32602', message: 'Invalid params' },
  'request-timeout': { status: 408, code: '-32000', message: 'Request timeout' },
  'rate-limit-requests': { status: 429, code: '-32000', message: 'Too many requests' },
  'rate-limit-tokens': { status: 429, code: '-32000', message: 'Too many requests' },
  'quota-exhausted': { status: 429, code: '-32000', message: 'Quota exceeded' },
  'server-error': { status: 500, code: '-32603', message: 'Internal server error' },
  'bad-gateway': { status: 502, code: '-32000', message: 'Bad gateway' },
  unavailable: { status: 503, code: '-32000', message: 'Service unavailable' },
  overloaded: { status: 503, code: '-32000', message: 'Server overloaded' },
  'gateway-timeout': { status: 504, code: '-32000', message: 'Gateway timeout' },
}

const unknownSession: RpcWording = { status: 404, code: '-32001', message: 'Session not found' }

function wordingOf({ kind, about }: Problem, exchange: Exchange): RpcWording {
  if (about === 'session') return unknownSession
  if (about === 'version') return { status: 400, code: '-32022', message: 'Unsupported protocol version' }
  if (about === 'tool')
    return { status: 200, code: '-32602', message: kind === 'not-found' ? `Unknown tool: ${exchange.call.model}` : 'The tool failed.' }
  return kind === 'not-found' && !isModern(exchange.request) ? { ...wordings[kind], status: 200 } : wordings[kind]
}

/** Whether a failure is the tool's own, which is sent as a result. Until 2025-06-18 a wrong input was an error of the protocol. */
function isToolResult({ kind, about }: Problem, exchange: Exchange): boolean {
  if (about !== 'tool' || kind === 'not-found') return false
  return kind !== 'unprocessable' || versionOf(exchange.request) >= '2025-11-25'
}

/** Writes failures as a server does. A session that is reported as unknown stays unknown. */
export function problemsOf(server: Server): (problem: Problem, exchange: Exchange) => WrittenProblem {
  return (problem, exchange) => {
    const { request, store, date } = exchange
    if (problem.about === 'session') endSessionOf(request, store)
    if (problem.changesList === true) announceList('tools', store)
    const { status, message } = worded(wordingOf, problem, exchange)
    if (isToolResult(problem, exchange)) return { status, body: toolFailure(message, problem, exchange, server), received: message }
    if (isProcess(server)) return { status: 200, body: rpcError(problem, exchange, server) }
    const headers = { ...retryHeaders(problem, date), ...authenticate(problem, request, server) }
    const oauth = oauthError(problem)
    return {
      status,
      headers,
      body: oauth === undefined ? rpcError(problem, exchange, server) : { error: oauth, error_description: message },
    }
  }
}

/** The value of a JSON-RPC error. */
export function rpcError(problem: Problem, exchange: Exchange, server: Server): unknown {
  const { code, message } = worded(wordingOf, problem, exchange)
  const { id } = messageOf(exchange.request)
  const requested = versionOf(exchange.request)
  const supported = server.versions.filter((version) => version !== requested)
  const isRead = isProcess(server) || (code !== '-32000' && code !== '-32001')
  const data = problem.about === 'version' ? { supported, requested } : dataOf(problem)
  return { jsonrpc: '2.0', error: { code: Number(code), message, ...(data === undefined ? {} : { data }) }, id: isRead ? id : null }
}

function dataOf({ code, parameter }: Problem): object | undefined {
  if (parameter === undefined) return undefined
  if (code !== '-32021') return { uri: parameter }
  const [, extension] = /^extensions\/(.+)$/.exec(parameter) ?? []
  return { requiredCapabilities: extension === undefined ? { [parameter]: {} } : { extensions: { [extension]: {} } } }
}

function toolFailure(text: string, { isUnmarked }: Problem, exchange: Exchange, server: Server): unknown {
  const result = {
    ...resultFields(server, exchange.request),
    content: [{ type: 'text', text }],
    ...(isUnmarked === true ? {} : { isError: true }),
  }
  return { jsonrpc: '2.0', result, id: messageOf(exchange.request).id }
}

/** RFC 6750, and the address of the metadata that names the authorization server (RFC 9728). */
function authenticate(problem: Problem, request: WireRequest, { options }: Server): Readonly<Record<string, string>> {
  const error = oauthError(problem)
  if (error === undefined) return {}
  const { url = '', auth } = options
  const scope = problem.parameter ?? (auth === undefined ? undefined : authorizationOf(auth).scopes.join(' '))
  const parameters = {
    // A request without a token gets no error (RFC 6750, 3.1).
    ...(problem.code === null ? {} : { error }),
    ...(scope === undefined ? {} : { scope }),
    resource_metadata: resourceMetadataOf(request, url),
  }
  const written = Object.entries(parameters).map(([name, value]) => `${name}="${value}"`)
  return { 'www-authenticate': `Bearer ${written.join(', ')}` }
}

function oauthError({ kind }: Pick<Problem, 'kind'>): string | undefined {
  return kind === 'authentication' ? 'invalid_token' : kind === 'permission' ? 'insufficient_scope' : undefined
}

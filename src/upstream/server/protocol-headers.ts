import type { ClientMessage } from '../../engine/model/server-link.ts'

/** The negotiated session and version of a client and a server. Without a version, each request declares its own. */
export interface Agreed {
  readonly version?: string
  readonly session?: string
}

/** The parameter that is also in the header `Mcp-Name`, by method. */
const named: Readonly<Record<string, string>> = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri' }

/**
 * The headers that the protocol requires.
 * @param message `undefined` for a request without a body
 */
export function headersOf(message: ClientMessage | undefined, { version, session }: Agreed): Readonly<Record<string, string>> {
  return {
    accept: message === undefined ? 'text/event-stream' : 'application/json, text/event-stream',
    ...(message === undefined ? {} : { 'content-type': 'application/json' }),
    ...(version === undefined ? {} : { 'mcp-protocol-version': version }),
    ...(session === undefined ? {} : { 'mcp-session-id': session }),
    ...(message === undefined || version !== undefined ? {} : modernHeaders(message)),
  }
}

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http */
function modernHeaders({ method, params }: ClientMessage): Readonly<Record<string, string>> {
  const meta = params['_meta']
  const version: unknown =
    typeof meta === 'object' && meta !== null ? Reflect.get(meta, 'io.modelcontextprotocol/protocolVersion') : undefined
  if (typeof version !== 'string') return {}
  const subject = params[named[method] ?? '']
  return {
    'mcp-protocol-version': version,
    'mcp-method': method,
    ...(typeof subject === 'string' ? { 'mcp-name': headerText(subject) } : {}),
  }
}

/** Names that are not plain ASCII are sent as `=?base64?...?=`. */
function headerText(text: string): string {
  if (/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(text)) return text
  return `=?base64?${btoa(String.fromCharCode(...new TextEncoder().encode(text)))}?=`
}

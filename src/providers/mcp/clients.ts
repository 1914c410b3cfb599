import type { ProviderStore, WireRequest } from '../../kit.ts'
import { isObject, messageOf } from './message.ts'
import { isModern, isProcess, type Server } from './server.ts'
import { clientOfProcess, sessionsIn, unknownClient, type ClientState } from './sessions.ts'

/** The client that a request comes from: it says who it is in each request, or has said so at the beginning. */
export function clientOf(server: Server, request: WireRequest, store: ProviderStore): ClientState {
  if (isModern(request)) return clientIn(messageOf(request).params['_meta'])
  if (isProcess(server)) return clientOfProcess(request)
  const session = request.headers.get('mcp-session-id')
  return (session === null ? undefined : sessionsIn(store).get(session)) ?? unknownClient
}

function clientIn(meta: unknown): ClientState {
  if (!isObject(meta)) return unknownClient
  const capabilities = meta['io.modelcontextprotocol/clientCapabilities']
  const level = meta['io.modelcontextprotocol/logLevel']
  return { capabilities: isObject(capabilities) ? capabilities : {}, ...(typeof level === 'string' ? { level } : {}) }
}

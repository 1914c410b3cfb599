import type { ProviderStore, WireRequest } from '../../kit.ts'
import { isObject, messageOf, type RpcMessage } from './message.ts'
import { capabilitiesIn, isModern, isProcess, type Server } from './server.ts'
import { clientOfProcess, sessionsIn, unknownClient, type ClientState } from './sessions.ts'

/** The client that a request comes from: it says who it is in each request, or has said so at the beginning. */
export function clientOf(server: Server, request: WireRequest, store: ProviderStore): ClientState {
  if (isModern(request)) return clientIn(messageOf(request))
  if (isProcess(server)) return clientOfProcess(request)
  const session = request.headers.get('mcp-session-id')
  return (session === null ? undefined : sessionsIn(store).get(session)) ?? unknownClient
}

/** Since 2026-07-28 a client gets no log messages if it does not ask for them. */
function clientIn(message: RpcMessage): ClientState {
  const meta = message.params['_meta']
  const [capabilities, level] = [capabilitiesIn(message), isObject(meta) ? meta['io.modelcontextprotocol/logLevel'] : undefined]
  return { capabilities: isObject(capabilities) ? capabilities : {}, level: typeof level === 'string' ? level : 'none' }
}

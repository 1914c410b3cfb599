import type { ProviderStore, WireRequest } from '../../kit.ts'
import { isObject, messageOf, type RpcMessage } from './message.ts'
import { capabilitiesIn, isModern, isProcess, type Server } from './server.ts'
import { clientOfProcess, sessionOfRequest, unknownClient, type ClientState, type Session } from './sessions.ts'

/** The client that sent a request: it identifies itself in each request, or did so in `initialize`. */
export function clientOf(server: Server, request: WireRequest, store: ProviderStore): ClientState {
  if (isModern(request)) return clientIn(messageOf(request))
  return legacyClientOf(server, request, store) ?? unknownClient
}

/** The client that has begun with `initialize`, if the server still has its session. */
export function legacyClientOf(server: Server, request: WireRequest, store: ProviderStore): Session | undefined {
  return isProcess(server) ? clientOfProcess(request) : sessionOfRequest(request, store)
}

/** Since 2026-07-28 a client gets log messages only if it requests them. */
function clientIn(message: RpcMessage): ClientState {
  const meta = message.params['_meta']
  const [capabilities, level] = [capabilitiesIn(message), isObject(meta) ? meta['io.modelcontextprotocol/logLevel'] : undefined]
  return { capabilities: isObject(capabilities) ? capabilities : {}, level: typeof level === 'string' ? level : 'none' }
}

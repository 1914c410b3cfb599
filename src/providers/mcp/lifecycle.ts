import { uuidFrom, type Endpoint, type Exchange, type FrameItem, type WireRequest } from '../../kit.ts'
import { clientOf } from './clients.ts'
import { isObject, messageOf } from './message.ts'
import { serverInfo, cacheFields } from './result.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'
import { clientOfProcess, sessionsIn, unknownClient, type ClientState } from './sessions.ts'
import { isProcess, type Server } from './server.ts'

/** What a server offers, as `initialize` and `server/discover` say it. */
function capabilitiesOf({ options: { tools, resources, prompts } }: Server): object {
  return {
    ...(tools === undefined ? {} : { tools: {}, logging: {} }),
    ...(resources === undefined ? {} : { resources: {} }),
    ...(prompts === undefined ? {} : { prompts: {}, completions: {} }),
  }
}

function instructionsOf({ options: { instructions } }: Server): object {
  return instructions === undefined ? {} : { instructions }
}

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle */
export function initialize(server: Server): Endpoint {
  const endpoint = rpcEndpoint(server, {
    method: 'initialize',
    isLegacy: true,
    result(_said, { request }) {
      const { version: protocolVersion, capabilities } = agreedOn(server, request)
      if (isProcess(server)) Object.assign(clientOfProcess(request), { version: protocolVersion, capabilities })
      return { protocolVersion, capabilities: capabilitiesOf(server), serverInfo: serverInfo(server), ...instructionsOf(server) }
    },
  })
  return openingSession(server, endpoint, ({ store, request }, id) => sessionsIn(store).set(id, agreedOn(server, request)))
}

/**
 * The same endpoint, whose response opens a session if the server has sessions.
 * @param open keeps the session under its ID
 */
export function openingSession(server: Server, endpoint: Endpoint, open: (exchange: Exchange, id: string) => unknown): Endpoint {
  if (server.options.sessions === false || isProcess(server)) return endpoint
  return {
    ...endpoint,
    *encode(beats, exchange): Generator<FrameItem, void, undefined> {
      const id = uuidFrom(exchange.random)
      for (const item of endpoint.encode(beats, exchange)) {
        const opens = item.type === 'head' && item.problem === undefined
        if (opens) open(exchange, id)
        yield opens ? { ...item, headers: { ...item.headers, 'mcp-session-id': id } } : item
      }
    },
  }
}

/** A server answers with the version that the client asks for if it speaks it, else with its own latest one. */
function agreedOn(server: Server, request: WireRequest): ClientState {
  const { protocolVersion, capabilities } = messageOf(request).params
  const version = server.legacy.find((spoken) => spoken === protocolVersion) ?? server.legacy[0]!
  return { version, capabilities: isObject(capabilities) ? capabilities : {} }
}

/** https://modelcontextprotocol.io/specification/2026-07-28/server/discover */
export function discover(server: Server): Endpoint {
  return rpcEndpoint(server, {
    method: 'server/discover',
    result: (_said, { request }) => ({
      supportedVersions: server.versions,
      capabilities: capabilitiesOf(server),
      ...instructionsOf(server),
      ...cacheFields(request),
    }),
  })
}

/** Methods that are answered with an empty result. */
export function acknowledged(server: Server): readonly Endpoint[] {
  return [
    rpcEndpoint(server, { method: 'ping', isLegacy: true, result: () => ({}) }),
    rpcEndpoint(server, {
      method: 'logging/setLevel',
      isLegacy: true,
      result(_said, { request, store }) {
        const { level } = messageOf(request).params
        const client = clientOf(server, request, store)
        if (client !== unknownClient) client.level = String(level)
        return {}
      },
    }),
  ]
}

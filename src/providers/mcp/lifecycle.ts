import { uuidFrom, type Endpoint, type FrameItem } from '../../kit.ts'
import { messageOf } from './message.ts'
import { serverInfo, cacheFields } from './result.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'
import { sessionsIn } from './sessions.ts'
import { agreedIn, isProcess, type Server } from './server.ts'

/** What a server offers, as `initialize` and `server/discover` say it. */
function capabilitiesOf({ options: { tools, resources, prompts } }: Server): object {
  return {
    ...(tools === undefined ? {} : { tools: {} }),
    ...(resources === undefined ? {} : { resources: {} }),
    ...(prompts === undefined ? {} : { prompts: {} }),
  }
}

function instructionsOf({ options: { instructions } }: Server): object {
  return instructions === undefined ? {} : { instructions }
}

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle */
export function initialize(server: Server): Endpoint {
  const endpoint = rpcEndpoint(server, {
    method: 'initialize',
    result(_said, { request }) {
      const asked = messageOf(request).params['protocolVersion']
      // A server answers with the version that the client asks for if it speaks it, else with its own latest one.
      const protocolVersion = server.legacy.find((version) => version === asked) ?? server.legacy[0]!
      const agreed = agreedIn(request)
      if (agreed !== undefined) agreed.version = protocolVersion
      return { protocolVersion, capabilities: capabilitiesOf(server), serverInfo: serverInfo(server), ...instructionsOf(server) }
    },
  })
  if (server.options.sessions === false || isProcess(server)) return endpoint
  return {
    ...endpoint,
    *encode(beats, exchange): Generator<FrameItem, void, undefined> {
      const id = uuidFrom(exchange.random)
      for (const item of endpoint.encode(beats, exchange)) {
        const opens = item.type === 'head' && item.problem === undefined
        if (opens) sessionsIn(exchange.store).add(id)
        yield opens ? { ...item, headers: { ...item.headers, 'mcp-session-id': id } } : item
      }
    },
  }
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
  return ['ping', 'logging/setLevel'].map((method) => rpcEndpoint(server, { method, result: () => ({}) }))
}

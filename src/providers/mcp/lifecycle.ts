import { uuidFrom, type Endpoint, type Exchange, type FrameItem, type WireRequest } from '../../kit.ts'
import { legacyClientOf } from './clients.ts'
import { isObject, messageOf } from './message.ts'
import { serverInfo, cacheFields } from './result.ts'
import { rpcEndpoint } from './rpc-endpoint.ts'
import { Session, sessionsIn } from './sessions.ts'
import { isModern, isProcess, isSse, type Server } from './server.ts'
import { extension, hasTasks } from './tasks/support.ts'

/** The capabilities of a server, as `initialize` and `server/discover` return them. */
function capabilitiesOf(server: Server, request: WireRequest): object {
  const { tools, resources, prompts } = server.options
  const changing = canAnnounce(server, request) ? { listChanged: true } : {}
  return {
    ...(tools === undefined ? {} : { tools: changing, logging: {} }),
    ...(resources === undefined ? {} : { resources: { ...(canAnnounce(server, request) ? { subscribe: true } : {}), ...changing } }),
    ...(prompts === undefined ? {} : { prompts: changing, completions: {} }),
    ...(hasTasks(server) ? taskCapabilities(server, request) : {}),
  }
}

/** Tasks were a part of one version, and are an extension since. */
function taskCapabilities(server: Server, request: WireRequest): object {
  if (isModern(request)) return { extensions: { [extension]: {} } }
  return agreedOn(server, request) >= '2025-11-25' ? { tasks: { list: {}, cancel: {}, requests: { tools: { call: {} } } } } : {}
}

/** Whether a client can be notified of changes. Until 2025-11-25 that needs a session over HTTP. */
function canAnnounce(server: Server, request: WireRequest): boolean {
  return isModern(request) || isProcess(server) || server.options.sessions !== false
}

function instructionsOf({ options: { instructions } }: Server): object {
  return instructions === undefined ? {} : { instructions }
}

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle */
export function initialize(server: Server): Endpoint {
  const endpoint = rpcEndpoint(server, {
    method: 'initialize',
    isLegacy: true,
    result(_said, { request, store }) {
      const client = isProcess(server) || isSse(server) ? legacyClientOf(server, request, store) : undefined
      if (client !== undefined) begin(client, server, request)
      const clients = sessionsIn(store)
      if (client !== undefined && isProcess(server)) clients.set(`process ${clients.size + 1}`, client)
      return {
        protocolVersion: agreedOn(server, request),
        capabilities: capabilitiesOf(server, request),
        serverInfo: serverInfo(server),
        ...instructionsOf(server),
      }
    },
  })
  return openingSession(server, endpoint, ({ store, request }, id) =>
    sessionsIn(store).set(id, begin(new Session(server.options.resumable === true), server, request)),
  )
}

/**
 * The same endpoint, whose response opens a session if the server has sessions.
 * @param open keeps the session under its ID
 */
export function openingSession(server: Server, endpoint: Endpoint, open: (exchange: Exchange, id: string) => unknown): Endpoint {
  if (server.options.sessions === false || isProcess(server) || isSse(server)) return endpoint
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

/** Notes the capabilities that a client declares. */
function begin(session: Session, server: Server, request: WireRequest): Session {
  const { capabilities } = messageOf(request).params
  return Object.assign(session, { version: agreedOn(server, request), capabilities: isObject(capabilities) ? capabilities : {} })
}

/** A server answers with the version that the client requests if it supports it, otherwise with its own latest one. */
function agreedOn(server: Server, request: WireRequest): string {
  const { protocolVersion } = messageOf(request).params
  return server.legacy.find((spoken) => spoken === protocolVersion) ?? server.legacy[0]!
}

/** https://modelcontextprotocol.io/specification/2026-07-28/server/discover */
export function discover(server: Server): Endpoint {
  return rpcEndpoint(server, {
    method: 'server/discover',
    result: (_said, { request }) => ({
      supportedVersions: server.versions,
      capabilities: capabilitiesOf(server, request),
      ...instructionsOf(server),
      ...cacheFields(server, request),
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
        const client = legacyClientOf(server, request, store)
        if (client !== undefined) client.level = String(level)
        return {}
      },
    }),
  ]
}

import {
  encodeText,
  type Connection,
  type OwnAnswerContext,
  type ProviderStore,
  type ServerLink,
  type ServerPlace,
  type WireRequest,
} from '../../../kit.ts'
import type { Server } from '../server.ts'
import { Conversation, keepConversation } from './speech.ts'

const owner = {}

/** Connections to the real server, by the sessions of the clients that they are for. One is for all clients without a session. */
export function linksIn(store: ProviderStore): Map<string, ServerLink> {
  return store.keep(owner, () => new Map<string, ServerLink>())
}

/** The connection to the real server that a request is sent over: each process and each session has its own. */
export function linkOf(server: Server, { request, store, reach, whenOver }: OwnAnswerContext): ServerLink {
  const place = server.upstream!
  const { connection } = request
  if (connection !== undefined) return connection.keep(owner, () => ofProcess(connection, place, reach))
  const links = linksIn(store)
  const session = sessionOf(request)
  const known = links.get(session)
  if (known !== undefined) return known
  const link = newLink(place, { reach, whenOver })
  links.set(session, link)
  return link
}

/** A connection that does not belong to a process. The server's own messages are sent in the answers to its calls. */
export function newLink(place: ServerPlace, { reach, whenOver }: Pick<OwnAnswerContext, 'reach' | 'whenOver'>): ServerLink {
  const conversation = new Conversation()
  const link = reach(place, { message: (line) => conversation.says(line), log() {}, exit() {} })
  whenOver(() => void link.end('at once'))
  keepConversation(link, conversation)
  return link
}

/** The session that a request belongs to; an empty text without one. */
export function sessionOf({ headers }: WireRequest): string {
  return headers.get('mcp-session-id') ?? ''
}

/** The server's own messages go to the client unchanged. */
function ofProcess(connection: Connection, place: ServerPlace, reach: OwnAnswerContext['reach']): ServerLink {
  const { outlet } = connection
  const link = reach(place, {
    message: (line) => outlet.write(encodeText(`${line}\n`), 'stdout'),
    log: (bytes) => outlet.write(bytes, 'stderr'),
    exit: (exit) => outlet.exit(exit),
  })
  connection.whenOver(() => link.end('at once'))
  return link
}

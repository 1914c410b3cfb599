import type { Call, Exchange, Frame } from '../../kit.ts'
import { EventLog } from './event-log.ts'
import { isModern, isProcess, isSse, versionOf, type Server } from './server.ts'
import { sessionIdOf, sessionOfRequest } from './sessions.ts'

/** How long a client waits before it continues a broken stream, in ms. */
const retry = 1_000

const streams = new WeakMap<Call, EventLog>()

/** The stream of the answer to a call. In a session of a server whose streams can be continued, it is kept there. */
export function streamOfCall(server: Server, { call, request, store }: Pick<Exchange, 'call' | 'request' | 'store'>): EventLog {
  const known = streams.get(call)
  if (known !== undefined) return known
  const session = canResume(server, request) ? sessionOfRequest(request, store) : undefined
  const stream = session?.newStream(call) ?? new EventLog()
  streams.set(call, stream)
  return stream
}

/** Whether the stream of an answer can be continued. */
export function canResume(server: Server, request: Exchange['request']): boolean {
  return (
    server.options.resumable === true && !isModern(request) && !isProcess(server) && sessionIdOf(request) !== undefined && !isSse(server)
  )
}

/** The first frame of a stream that can be continued: an ID, without a message. Clients of older versions cannot read it. */
export function beginningOf(log: EventLog, after: number, { request }: Pick<Exchange, 'request'>): readonly Frame[] {
  const place = log.placeAt(after)
  if (place.id === undefined || versionOf(request) < '2025-11-25') return []
  return [{ type: 'frame', role: 'opening', data: '', retry, ...place }]
}

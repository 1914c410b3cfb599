import {
  defineEndpoint,
  jsonFrame,
  operationOn,
  type Beat,
  type Endpoint,
  type EndpointDefinition,
  type Exchange,
  type Frame,
  type FrameItem,
  type Problem,
  type ProviderStore,
  type Reply,
  type StreamEncoder,
  type WireRequest,
} from '../../kit.ts'
import { listChanged } from './notices.ts'
import { problemsOf } from './problem.ts'
import { isModern, refusalOf, sessionOf, type Server } from './server.ts'
import { sessionOfRequest, type Session } from './sessions.ts'
import { beginningOf } from './streams.ts'
import { refusingStream } from './transport.ts'

/** The stream that a client continues or opens with a GET. */
type Opened = NonNullable<ReturnType<Session['streamAfter']>>

const documentation = 'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#listening-for-messages-from-the-server'

/** The end of a stream that has no message for it. */
export const ended: Frame = { type: 'frame', role: 'opening', data: '', raw: '', completes: true }

/** The stream for messages of the server outside of answers, and for the rest of a stream that broke. */
export function serverStream(server: Server): Endpoint {
  if (server.options.sessions === false || server.legacy.length === 0) return refusingStream(server)
  const endpoint = defineEndpoint({
    name: 'stream',
    method: 'GET',
    path: '',
    documentation,
    decode(request, store) {
      const after = lastEventIn(server, request)
      const ask = {
        ...operationOn('access-server', { model: '', texts: [after === undefined ? 'stream ' : `stream after ${after}`] }),
        ...sessionOf(server, request, store),
        stream: true,
        listens: true as const,
        ...(server.options.resumable === true ? { canResume: true as const } : {}),
        ...(after === undefined ? {} : { resumes: true as const }),
      }
      const problem = refusalOf(server, request, store) ?? streamProblem(server, request, store)
      return problem === undefined ? { type: 'ask', ask } : { type: 'problem', problem, ask }
    },
    ...silent(server),
  })
  return { ...endpoint, encode: (beats, exchange) => reading(endpoint, beats, { server, exchange }) }
}

/** The event after which a client continues, if the server is resumable. */
function lastEventIn({ options: { resumable } }: Server, { headers }: WireRequest): string | undefined {
  return resumable === true ? (headers.get('last-event-id') ?? undefined) : undefined
}

function openedBy(server: Server, request: WireRequest, store: ProviderStore): Opened | undefined {
  return sessionOfRequest(request, store)?.streamAfter(lastEventIn(server, request))
}

/** Statuses and texts of the TypeScript SDK's server (streamableHttp.ts, handleGetRequest). */
function streamProblem(server: Server, request: WireRequest, store: ProviderStore): Problem | undefined {
  if (isModern(request)) return { kind: 'bad-request', status: 405, code: '-32000', message: 'Method not allowed.' }
  if (!(request.headers.get('accept') ?? '').includes('text/event-stream'))
    return { kind: 'bad-request', status: 406, code: '-32000', message: 'Not Acceptable: Client must accept text/event-stream' }
  const opened = openedBy(server, request, store)
  if (opened === undefined) return { kind: 'bad-request', code: '-32000', message: 'Invalid event ID' }
  return sessionOfRequest(request, store)?.isReading(opened.name) === true ? { kind: 'conflict' } : undefined
}

const nothing = (): readonly Frame[] => []

/** The members of an endpoint that opens a stream: its messages are not the steps of an answer. */
export function silent(server: Server): Pick<EndpointDefinition, 'answer' | 'write'> {
  return {
    answer: () => ({ parts: [] }),
    write: () => ({
      streamType: 'text/event-stream',
      headers: () => ({}),
      stream: () => silence,
      body: () => undefined,
      problem: problemsOf(server),
    }),
  }
}

const silence: StreamEncoder = {
  start: nothing,
  open: nothing,
  delta: nothing,
  closePart: nothing,
  ping: () => [{ type: 'frame', role: 'ping', data: '', raw: ': ping\n\n' }],
  finish: () => [ended],
  problem: nothing,
}

/** The messages of a stream, in the order of their arrival. */
function* reading(
  { encode }: Pick<Endpoint, 'encode'>,
  given: Iterable<Beat>,
  { server, exchange }: { readonly server: Server; readonly exchange: Exchange },
): Generator<FrameItem, void, undefined> {
  const { call, request, store } = exchange
  const [session, opened] = [sessionOfRequest(request, store), openedBy(server, request, store)]
  let reply: Reply | undefined
  let stop = (): void => {}
  const beats = noting(given, (started) => {
    reply = started
  })
  try {
    for (const item of encode(beats, exchange)) {
      if (session !== undefined && opened !== undefined && item.type === 'frame' && item.completes === true)
        yield* messagesOf(reply?.repeatsStream === true ? { ...opened, place: 0 } : opened, exchange)
      const opens = session !== undefined && opened !== undefined && item.type === 'head' && item.problem === undefined
      if (opens) stop = session.listen(opened.name)
      yield item
      if (!opens) continue
      if (call.resumes !== true) yield* beginningOf(opened.log, opened.place, exchange)
      yield* announcedBy(reply)
    }
  } finally {
    stop()
  }
}

/** Notes with which reply an answer starts. */
export function* noting(beats: Iterable<Beat>, note: (reply: Reply) => void): Generator<Beat, void, undefined> {
  for (const beat of beats) {
    if (beat.type === 'start') note(beat.reply)
    yield beat
  }
}

/** Changes that a fault announces. */
export function announcedBy(reply: Reply | undefined, meta?: object): readonly Frame[] {
  return Array.from({ length: reply?.listChanges ?? 0 }, () => ({ ...jsonFrame('opening', listChanged('tools', meta)), event: 'message' }))
}

function* messagesOf({ log, place, call }: Opened, exchange: Exchange): Generator<FrameItem, void, undefined> {
  for (const item of log.resumedAfter(place)) {
    if (item.type === 'frame' && item.received !== undefined && call !== undefined) exchange.answers(call, item.received)
    yield item
  }
}

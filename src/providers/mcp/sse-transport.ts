import { defineEndpoint, operationOn, uuidFrom, type Endpoint, type Exchange, type FrameItem } from '../../kit.ts'
import { ended, silent } from './listening.ts'
import { accessRefusal, type Server } from './server.ts'
import { Session, sessionsIn } from './sessions.ts'

const documentation = 'https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse'

/** The stream of the deprecated transport: it begins a session, names the address to which the client posts its messages, and contains all answers. */
export function sseStream(server: Server): Endpoint {
  const endpoint = defineEndpoint({
    name: 'stream',
    method: 'GET',
    path: '',
    documentation,
    decode(request, store) {
      const problem = accessRefusal(server, request, store)
      const ask = { ...operationOn('access-server', { model: '', texts: ['stream '] }), stream: true, listens: true as const }
      return problem === undefined ? { type: 'ask', ask } : { type: 'problem', problem, ask }
    },
    ...silent(server),
  })
  return { ...endpoint, encode: (beats, exchange) => streamed(endpoint.encode(beats, exchange), exchange) }
}

/** A session lasts as long as its stream. */
function* streamed(items: Iterable<FrameItem>, { random, request, store }: Exchange): Generator<FrameItem, void, undefined> {
  const [id, session] = [uuidFrom(random), new Session(false)]
  const { pathname } = request.sentTo?.() ?? request.url
  let stop = (): void => {}
  try {
    for (const item of items) {
      if (item === ended) yield* session.notices.after(0)
      const opens = item.type === 'head' && item.problem === undefined
      if (opens) {
        sessionsIn(store).set(id, session)
        stop = session.listen()
      }
      yield item
      if (opens) yield { type: 'frame', role: 'opening', event: 'endpoint', data: `${pathname}?sessionId=${id}` }
    }
  } finally {
    stop()
    session.end()
    sessionsIn(store).delete(id)
  }
}

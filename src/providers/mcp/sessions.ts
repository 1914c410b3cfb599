import { RecentMap, type Call, type ProviderStore, type WireRequest } from '../../kit.ts'
import { EventLog } from './event-log.ts'

/** The state that a server keeps of a client. */
export interface ClientState {
  readonly capabilities: Readonly<Record<string, unknown>>
  /** The least level of the log messages that it wants. */
  readonly level?: string | undefined
}

/** One stream of a session. */
interface Stream {
  readonly name: string
  readonly log: EventLog
  /** The call that it answers. */
  readonly call?: Call
}

export const unknownClient: ClientState = { capabilities: {} }

/** The name of the stream for messages outside of answers. */
const ownStream = 'own'

/** How many streams a client can continue. Older ones are dropped. */
const mostStreams = 100

/** A client that has begun with `initialize`, and the state that the server keeps for it. */
export class Session implements ClientState {
  /** The version that was agreed on. */
  version: string | undefined
  capabilities: ClientState['capabilities'] = {}
  level: string | undefined
  /** The URIs of the resources that it has subscribed to. */
  readonly subscribed = new Set<string>()
  /** The messages outside of answers. */
  readonly notices: EventLog
  readonly #streams = new Map<string, Stream>()
  readonly #reading = new Set<string>()
  #streamsSoFar = 0

  /** @param isResumable whether its streams have IDs */
  constructor(isResumable: boolean) {
    this.notices = new EventLog(isResumable ? ownStream : undefined)
    this.#streams.set(ownStream, { name: ownStream, log: this.notices })
  }

  /** Whether it reads messages outside of answers. */
  get isListening(): boolean {
    return this.isReading(ownStream)
  }

  /** Whether it reads a stream now. */
  isReading(name: string): boolean {
    return this.#reading.has(name)
  }

  /** It reads a stream from now on, until the returned function is called. Default: the one for messages outside of answers */
  listen(name = ownStream): () => void {
    this.#reading.add(name)
    return () => void this.#reading.delete(name)
  }

  /** The stream of one answer, which the client can continue if it breaks. */
  newStream(call: Call): EventLog {
    const name = String(++this.#streamsSoFar)
    const log = new EventLog(name)
    this.#streams.set(name, { name, log, call })
    if (this.#streams.size > mostStreams) this.#streams.delete(String(this.#streamsSoFar - mostStreams + 1))
    return log
  }

  /** The stream and the place that an event ID names. Without an ID, the stream for messages outside of answers, from its end on. */
  streamAfter(id: string | undefined): (Stream & { readonly place: number }) | undefined {
    if (id === undefined) return { name: ownStream, log: this.notices, place: this.notices.length }
    const [, name = '', place = ''] = /^(\w+)-(\d+)$/.exec(id) ?? []
    const stream = this.#streams.get(name)
    return stream && { ...stream, place: Number(place) }
  }

  end(): void {
    for (const { log } of this.#streams.values()) log.end()
  }
}

const owner = {}

/** The sessions that are open on one server, by their IDs. */
export function sessionsIn(store: ProviderStore): Map<string, Session> {
  return store.keep(owner, () => new RecentMap<string, Session>())
}

/** The ID of the session of a request over HTTP: in a header, or in the address that the deprecated transport has given. */
export function sessionIdOf({ headers, url }: Pick<WireRequest, 'headers' | 'url'>): string | undefined {
  return headers.get('mcp-session-id') ?? url.searchParams.get('sessionId') ?? undefined
}

/** The session that a request over HTTP belongs to. */
export function sessionOfRequest(request: WireRequest, store: ProviderStore): Session | undefined {
  return sessionsIn(store).get(sessionIdOf(request) ?? '')
}

/** Ends the session of a request, which is unknown from then on. */
export function endSessionOf(request: WireRequest, store: ProviderStore): void {
  sessionOfRequest(request, store)?.end()
  sessionsIn(store).delete(sessionIdOf(request) ?? '')
}

/** The client of a process, which is the app that has started it. */
export function clientOfProcess({ connection }: WireRequest): Session | undefined {
  return connection?.keep(owner, () => new Session(false))
}

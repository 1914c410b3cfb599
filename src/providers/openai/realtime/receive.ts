import { jsonObjectOf, type Connection, type Frame, type ReceivedMessage, type Problem } from '../../../kit.ts'
import type { Host } from '../host.ts'
import { notEmulated } from '../not-emulated.ts'
import { invalid, problemOf, unknownParameter } from '../wording.ts'
import { askedIn } from './asked.ts'
import { clientEvent, type ClientEvent, type RealtimeItem } from './schema.ts'
import { sessionOf, type KeptItem, type RealtimeSession } from './session.ts'

/** Events of the API that are not emulated: all audio input. */
const audioEvents = /^(?:input_audio_buffer|output_audio_buffer)\.|^conversation\.item\.truncate$/

function missing(id: string): Problem {
  return { kind: 'bad-request', message: `Error: the item with id '${id}' does not exist.`, parameter: 'item_id', code: 'item_not_found' }
}

function alreadyActive({ active }: RealtimeSession): Problem {
  const id = typeof active === 'object' ? `: ${active.id}` : ''
  return {
    kind: 'bad-request',
    // As quoted in openai/openai-agents-python#1466.
    message: `Conversation already has an active response in progress${id}. Wait until the response is finished before creating a new one.`,
    code: 'conversation_already_has_active_response',
  }
}

/** Handles the events of a client in its session. */
class ClientEventHandler {
  readonly #host: Host
  readonly #session: RealtimeSession

  constructor(host: Host, session: RealtimeSession) {
    this.#host = host
    this.#session = session
  }

  handle(event: ClientEvent): ReceivedMessage | Problem {
    const session = this.#session
    switch (event.type) {
      case 'session.update':
        return this.#update(event)
      case 'conversation.item.create':
        return this.#create(event)
      case 'conversation.item.retrieve': {
        const item = session.items.find(({ id }) => id === event.item_id)
        return item === undefined
          ? missing(event.item_id)
          : this.#answered(event.type, [session.event('opening', 'conversation.item.retrieved', { item })])
      }
      case 'conversation.item.delete': {
        if (!session.items.some(({ id }) => id === event.item_id)) return missing(event.item_id)
        session.items = session.items.filter(({ id }) => id !== event.item_id)
        return this.#answered(event.type, [session.event('opening', 'conversation.item.deleted', { item_id: event.item_id })])
      }
      case 'response.create': {
        const response = event.response ?? {}
        if (response.conversation === 'none') return { call: askedIn(session, response), lane: session.nameItem() }
        if (session.active !== undefined) return alreadyActive(session)
        session.active = 'asked'
        return { call: askedIn(session, response) }
      }
      case 'response.cancel':
        if (typeof session.active !== 'object')
          return { kind: 'bad-request', message: 'Cancellation failed: no active response found', code: 'response_cancel_not_active' }
        return { ...this.#answered(event.type, [session.active.cancel()]), cancels: 'all' }
    }
  }

  /** The response to an invalid message. */
  error(problem: Problem, eventId: unknown, note: string): ReceivedMessage {
    const { exchange } = this.#session
    const error = { ...this.#host.errorOf(problem, exchange), event_id: typeof eventId === 'string' ? eventId : null }
    return { frames: [this.#session.event('problem', 'error', { error })], note: `refused ${note}` }
  }

  #update({ session: change }: Extract<ClientEvent, { type: 'session.update' }>): ReceivedMessage | Problem {
    const session = this.#session
    const { model, ...rest } = change
    if (model !== undefined && model !== session.config.model) return invalid('The model of a session cannot be changed.', 'session.model')
    session.config = { ...session.config, ...rest, audio: merged(session.config.audio, rest.audio) }
    return this.#answered('session.update', [session.event('opening', 'session.updated', { session: session.resource })])
  }

  #create({
    item: given,
    previous_item_id: previous,
  }: Extract<ClientEvent, { type: 'conversation.item.create' }>): ReceivedMessage | Problem {
    const session = this.#session
    const spoken = given.type === 'message' ? given.content.find(({ type }) => type === 'input_audio') : undefined
    if (spoken !== undefined) return notEmulated('item.content', 'input_audio')
    const place =
      previous == null ? session.items.length : previous === 'root' ? 0 : session.items.findIndex(({ id }) => id === previous) + 1
    if (place === 0 && previous != null && previous !== 'root') return missing(previous)
    const item = this.#kept(given)
    const before = session.items[place - 1]?.id ?? null
    session.items = session.items.toSpliced(place, 0, item)
    return this.#answered('conversation.item.create', [
      session.event('opening', 'conversation.item.added', { previous_item_id: before, item }),
      session.event('opening', 'conversation.item.done', { previous_item_id: before, item }),
    ])
  }

  #kept(item: RealtimeItem): KeptItem {
    return { ...item, id: item.id ?? this.#session.nameItem(), object: 'realtime.item', status: 'completed' }
  }

  #answered(note: string, frames: readonly Frame[]): ReceivedMessage {
    return { frames, note: `answered ${note}` }
  }
}

function merged(
  audio: Readonly<Record<string, unknown>> | undefined,
  change: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const entries = Object.entries(change ?? {}).map(
    ([name, value]) => [name, { ...(audio?.[name] as object), ...(value as object) }] as const,
  )
  return { ...audio, ...Object.fromEntries(entries) }
}

/** Receives the messages of a client. A message that is not JSON becomes a call, which is rejected. */
export function realtimeReceiver(host: Host): (message: string, connection: Connection) => ReceivedMessage {
  return (message, connection) => {
    const value = jsonObjectOf(message)
    if (value === undefined) return { call: `not JSON: ${message}` }
    const handler = new ClientEventHandler(host, sessionOf(connection))
    const type = String(value['type'])
    const { data, error } = clientEvent.safeParse(value)
    if (audioEvents.test(type)) return handler.error(notEmulated('type', type), value['event_id'], type)
    const answered = data === undefined ? problemOf(error, value, unknownParameter) : handler.handle(data)
    return 'kind' in answered ? handler.error(answered, value['event_id'], type) : answered
  }
}

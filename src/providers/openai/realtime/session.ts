import type { Connection, Exchange, Frame, FrameRole } from '../../../kit.ts'
import { jsonFrame } from '../../../kit.ts'
import type { z } from 'zod'
import type { RealtimeItem, sessionChange } from './schema.ts'

/** An item in the conversation. */
export type KeptItem = RealtimeItem & { readonly id: string; readonly object: 'realtime.item'; readonly status: 'completed' | 'incomplete' }

/** The settings of a session. */
export type SessionConfig = z.output<typeof sessionChange> & { readonly model: string }

/** A response in progress, which the client can cancel. */
export interface ActiveResponse {
  readonly id: string
  /** Ends it, and returns the event that reports it. */
  cancel(): Frame
}

const owner = {}

/** One session: its settings, and the conversation so far. */
export class RealtimeSession {
  /** The exchange of the handshake, from which events draw their IDs. */
  readonly exchange: Exchange
  readonly id: string
  readonly conversation: string
  config: SessionConfig
  items: KeptItem[] = []
  /** The response in progress, at most one per conversation. */
  active: ActiveResponse | 'asked' | undefined
  readonly #stem: string
  #eventCount = 0
  #itemCount = 0

  constructor(exchange: Exchange, model: string) {
    const { random } = exchange
    this.exchange = exchange
    this.id = `sess_${random.id(21)}`
    this.conversation = `conv_${random.id(21)}`
    this.#stem = random.id(17)
    this.config = {
      type: 'realtime',
      model,
      output_modalities: ['audio'],
      instructions: '',
      tools: [],
      tool_choice: 'auto',
      max_output_tokens: 'inf',
      audio: {
        input: { format: { type: 'audio/pcm', rate: 24_000 }, transcription: null, noise_reduction: null, turn_detection: null },
        output: { format: { type: 'audio/pcm', rate: 24_000 }, voice: 'marin', speed: 1 },
      },
    }
  }

  /** An event of the server. */
  event(role: FrameRole, type: string, payload: Readonly<Record<string, unknown>>): Frame {
    return jsonFrame(role, { type, event_id: `event_${this.#stem}${placed(this.#eventCount++)}`, ...payload })
  }

  /** Creates the ID of an item to which the client gave none. */
  nameItem(): string {
    return `item_${this.#stem}${placed(this.#itemCount++)}`
  }

  /** The session, as in events. */
  get resource(): Readonly<Record<string, unknown>> {
    return { object: 'realtime.session', id: this.id, ...this.config, expires_at: Math.floor(this.exchange.date / 1_000) + longest }
  }
}

/** How long a session lasts, in seconds (https://developers.openai.com/api/docs/guides/realtime-conversations, "60 minutes"). */
const longest = 60 * 60

function placed(index: number): string {
  return index.toString(36).padStart(4, '0')
}

/** Starts the session of a connection at the handshake. */
export function beginSession(connection: Connection, exchange: Exchange, model: string): RealtimeSession {
  return connection.keep(owner, () => new RealtimeSession(exchange, model))
}

/** The session of an open connection. */
export function sessionOf(connection: Connection | undefined): RealtimeSession {
  if (connection === undefined) throw new Error('A session is requested without its connection.')
  return connection.keep<RealtimeSession>(owner, () => {
    throw new Error('A message arrived before its session was opened.')
  })
}

import { jsonObjectOf } from '../../../kit.ts'
import type { RealtimeItem, ResponseParameters } from './schema.ts'
import type { KeptItem, RealtimeSession, SessionConfig } from './session.ts'

/** A call to the model: the session and the conversation at the time when the client requested a response. */
export interface AskedResponse {
  readonly session: SessionConfig
  readonly response: ResponseParameters
  readonly items: readonly (RealtimeItem | KeptItem)[]
}

/** Converts a request for a response to the text of a call. Its own input replaces the conversation. */
export function askedIn(session: RealtimeSession, response: ResponseParameters): string {
  const known = new Map(session.items.map((item) => [item.id, item]))
  const given = response.input?.flatMap((item) => (item.type === 'item_reference' ? (known.get(item.id) ?? []) : [item]))
  const { audio: _audio, ...config } = session.config
  const asked: AskedResponse = { session: config, response, items: given ?? session.items }
  return JSON.stringify(asked)
}

/** Parses such a text. */
export function askedOf(text: string): AskedResponse | undefined {
  return jsonObjectOf(text) as AskedResponse | undefined
}

/** Whether a response is audio: `audio` unless the session or the request selects text. */
export function isSpoken({ session, response }: AskedResponse): boolean {
  return (response.output_modalities ?? session.output_modalities ?? ['audio']).includes('audio')
}

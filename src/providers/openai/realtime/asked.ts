import { jsonObjectOf } from '../../../kit.ts'
import type { RealtimeItem, ResponseParameters } from './schema.ts'
import type { KeptItem, RealtimeSession, SessionConfig } from './session.ts'

/** A call to the model: the session and the conversation as they were when the client asked for a response. */
export interface AskedResponse {
  readonly session: SessionConfig
  readonly response: ResponseParameters
  readonly items: readonly (RealtimeItem | KeptItem)[]
}

/** A request for a response as the text of a call. Its own input replaces the conversation. */
export function askedIn(session: RealtimeSession, response: ResponseParameters): string {
  const known = new Map(session.items.map((item) => [item.id, item]))
  const given = response.input?.flatMap((item) => (item.type === 'item_reference' ? (known.get(item.id) ?? []) : [item]))
  const { audio: _audio, ...config } = session.config
  const asked: AskedResponse = { session: config, response, items: given ?? session.items }
  return JSON.stringify(asked)
}

/** Reads such a text. */
export function askedOf(text: string): AskedResponse | undefined {
  return jsonObjectOf(text) as AskedResponse | undefined
}

/** Whether a response is spoken: `audio` unless the session or the request asks for text. */
export function isSpoken({ session, response }: AskedResponse): boolean {
  return (response.output_modalities ?? session.output_modalities ?? ['audio']).includes('audio')
}

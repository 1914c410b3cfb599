import type { JournalCall } from '../../engine/model/journal.ts'

/** The place at which a call with a fault ended, as seen by the client. */
export type Place =
  | 'no reply'
  | 'refusal'
  | 'before the first delta'
  | 'inside text'
  | 'inside a tool call'
  | 'before the end marker'
  | 'complete response'

/** In how many runs a fault fired on one kind of call with one kind of ending. */
export interface Covered {
  readonly fault: string
  /** Provider and endpoint, and whether the response is a stream or a WebSocket message, such as `openai chat (stream)`. */
  readonly site: string
  readonly place: Place
  readonly runs: number
}

/** The place at which a call ended. */
export function placeOf(call: JournalCall): Place {
  if (call.ending === 'complete') return 'complete response'
  if (call.ending === 'refused') return 'refusal'
  if (call.status === undefined) return 'no reply'
  if (call.deltas === 0) return 'before the first delta'
  if (call.truth !== undefined && call.received === call.truth) return 'before the end marker'
  return call.call.tools.some(({ name }) => call.received.split('\n').at(-1)!.startsWith(`${name}(`)) ? 'inside a tool call' : 'inside text'
}

/** The kind of a call. */
export function siteOf({ provider, endpoint, stream, call }: JournalCall): string {
  if (call.overWebSocket === true) return `${provider} ${endpoint}${call.operation === 'connect' ? '' : ' (message)'}`
  return `${provider} ${endpoint}${stream ? ' (stream)' : ''}`
}

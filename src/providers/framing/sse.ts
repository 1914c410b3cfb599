import { encode } from 'eventsource-encoder'
import type { Frame } from '../../engine/model/frame.ts'

/** A frame as a server-sent event, or as the bare body where it is one. What a fault wrote in its place goes out as it is. */
export function serverSentEvent({ raw, role, data, event }: Frame): string {
  if (raw !== undefined) return raw
  if (role === 'body') return data
  // JSON never holds a line break, so all but the oddest payloads are one line.
  if (data.includes('\n') || data.includes('\r')) return encode({ data, ...(event === undefined ? {} : { event }) })
  return event === undefined ? `data: ${data}\n\n` : `event: ${event}\ndata: ${data}\n\n`
}

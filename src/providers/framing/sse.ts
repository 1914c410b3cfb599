import { encode } from 'eventsource-encoder'
import type { Frame } from '../../engine/model/frame.ts'
import { encodeText } from './text.ts'

/** A frame as a server-sent event, or as the bare body where it is one. What a fault wrote in its place goes out as it is. */
export function serverSentEvent(frame: Frame): Uint8Array<ArrayBuffer> {
  const { raw, role, data, event } = frame
  if (raw !== undefined) return encodeText(raw)
  if (role === 'body') return encodeText(data)
  // JSON never holds a line break, so all but the oddest payloads are one line.
  if (/[\r\n]/.test(data)) return encodeText(encode({ data, ...(event === undefined ? {} : { event }) }))
  return encodeText(event === undefined ? `data: ${data}\n\n` : `event: ${event}\ndata: ${data}\n\n`)
}

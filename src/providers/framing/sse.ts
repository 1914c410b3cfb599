import { encode } from 'eventsource-encoder'
import type { Frame } from '../../engine/frame.ts'

const encoder = new TextEncoder()

/** A frame as a server-sent event, or as the bare body where it is one. What a fault wrote in its place goes out as it is. */
export function serverSentEvent(frame: Frame): Uint8Array<ArrayBuffer> {
  if (frame.raw !== undefined) return encoder.encode(frame.raw)
  if (frame.role === 'body') return encoder.encode(frame.data)
  return encoder.encode(encode({ data: frame.data, ...(frame.event === undefined ? {} : { event: frame.event }) }))
}

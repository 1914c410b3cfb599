import { encode } from 'eventsource-encoder'
import type { Frame } from '../../engine/model/frame.ts'

/**
 * Writes a frame as a server-sent event; a body unchanged. Text that a fault put into `raw` is sent unchanged.
 * @example
 * serverSentEvent(doneFrame) // => 'data: [DONE]\n\n'
 */
export function serverSentEvent(frame: Frame): string {
  return eventWith(frame, '\n')
}

/** The same with the line ends of Google's servers, CRLF. */
export function serverSentEventInCrlf(frame: Frame): string {
  return eventWith(frame, '\r\n')
}

function eventWith({ raw, role, data, event, id, retry }: Frame, end: '\n' | '\r\n'): string {
  if (raw !== undefined) return raw
  if (role === 'body') return data
  const place = `${id === undefined ? '' : `id: ${id}${end}`}${retry === undefined ? '' : `retry: ${retry}${end}`}`
  return place + messageWith({ data, event }, end)
}

function messageWith({ data, event }: { readonly data: string; readonly event: string | undefined }, end: '\n' | '\r\n'): string {
  // JSON contains no line breaks, so almost all payloads are one line.
  if (data.includes('\n') || data.includes('\r')) return encode({ data, ...(event === undefined ? {} : { event }) }).replaceAll('\n', end)
  return event === undefined ? `data: ${data}${end}${end}` : `event: ${event}${end}data: ${data}${end}${end}`
}

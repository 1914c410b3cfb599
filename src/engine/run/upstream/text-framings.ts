import { eventSplitter, lineSplitter } from '../../kit/splitter.ts'
import type { StreamFraming, WireEvent } from '../../model/reading.ts'
import { eventOf } from './event-of.ts'

/** The framings of text: server-sent events, and lines of JSON. */
export const textFramings: readonly StreamFraming[] = [
  {
    contentTypes: ['text/event-stream'],
    splitter: eventSplitter,
    event(bytes) {
      const text = decoder.decode(bytes)
      return withoutPayload(eventOf(text), text)
    },
  },
  {
    // The last one is that of Cohere's version 1.
    contentTypes: ['application/x-ndjson', 'application/jsonl', 'application/stream+json'],
    splitter: lineSplitter,
    event(bytes) {
      const text = decoder.decode(bytes)
      return withoutPayload({ data: text.trim() }, text)
    },
  },
]

/** A comment has no payload, so it is sent as raw text. */
function withoutPayload(event: WireEvent, raw: string): WireEvent {
  return event.data === '' ? { ...event, raw } : event
}

const decoder = new TextDecoder()

import { concatenate } from '../../base/bytes.ts'
import { isEventStream } from '../../kit/frames.ts'
import type { Beat } from '../../model/beat.ts'
import type { Frame, Head } from '../../model/frame.ts'
import type { Listener, Reading, WireEvent } from '../../model/reading.ts'
import { eventOf } from './event-of.ts'
import type { HeardFrame, HeardReply } from './heard-reply.ts'
import { eventSplitter, lineSplitter } from './splitter.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A frame as it came, with its bytes. */
export interface WireFrame extends HeardFrame {
  readonly bytes: Bytes
}

/** Finds the frames in the bytes of a body, and hears what they say. */
export interface Hearing {
  /** Whether the body is one JSON value, whose frame is whole when the body is. */
  readonly isOneBody: boolean
  /** The frames that end within these bytes. */
  push(bytes: Bytes): readonly WireFrame[]
  /** What is left when the body is whole. */
  end(): readonly WireFrame[]
}

/** The longest body that is read as one, in bytes. A longer one passes as it is. */
const longestBody = 16_777_216

/** Chooses how a body is heard by its head. */
export function hearingOf(head: Head, reading: Reading | undefined, reply: HeardReply): Hearing {
  const type = head.headers['content-type'] ?? ''
  if ((head.headers['content-encoding'] ?? 'identity') !== 'identity' || type.startsWith('application/vnd.amazon.eventstream'))
    return unheard()
  if (isEventStream(head)) return streamed(eventSplitter(), eventOf, reading, reply)
  if (/^application\/(?:x-ndjson|jsonl)/.test(type)) return streamed(lineSplitter(), (line) => ({ data: line.trim() }), reading, reply)
  return inOneBody(head.status < 400 ? reading : undefined, reply)
}

function streamed(
  splitter: ReturnType<typeof eventSplitter>,
  read: (text: string) => WireEvent,
  reading: Reading | undefined,
  reply: HeardReply,
): Hearing {
  const reader = reading?.stream()
  const heard = (bytes: Bytes): WireFrame => {
    const text = decoder.decode(bytes)
    const event = read(text)
    if (reader === undefined && event.data !== '' && event.data !== '[DONE]')
      return { bytes, frame: { type: 'frame', role: 'delta', ...event }, beats: [delta(event.data)] }
    // A comment has no payload that another frame could be made of.
    const shown = event.data === '' ? { ...event, raw: text } : event
    return { bytes, ...reply.hear(shown, false, (listener) => reader?.(event, listener)) }
  }
  return {
    isOneBody: false,
    push: (bytes) => splitter.push(bytes).map(heard),
    end() {
      const rest = splitter.rest()
      const left = rest.length === 0 ? [] : [heard(rest)]
      // Without a reader, nobody knows what would be missing.
      return reader === undefined ? [...left, wholeFrame()] : left
    },
  }
}

function inOneBody(reading: Reading | undefined, reply: HeardReply): Hearing {
  let pieces: Bytes[] = []
  let length = 0
  return {
    isOneBody: true,
    push(bytes) {
      pieces.push(bytes)
      length += bytes.length
      return []
    },
    end() {
      const bytes = concatenate(pieces)
      pieces = []
      const data = length > longestBody ? '' : decoder.decode(bytes)
      const json = reading === undefined ? undefined : parsed(data)
      const speak = (listener: Listener): void => {
        if (json === undefined) return
        reading?.body(json, listener)
        listener.completes()
      }
      return [{ bytes, ...reply.hear({ data }, true, speak) }]
    },
  }
}

/** Bytes that cannot be read, such as compressed ones. Each piece counts as a delta. */
function unheard(): Hearing {
  return {
    isOneBody: false,
    push: (bytes) => [{ bytes, frame: { type: 'frame', role: 'delta', data: '' }, beats: [delta('')] }],
    end: () => [wholeFrame()],
  }
}

function delta(text: string): Beat {
  return { type: 'delta', of: 'text', text }
}

/** No bytes, but the reply is whole with them. */
function wholeFrame(): WireFrame {
  const frame: Frame = { type: 'frame', role: 'terminal', data: '', raw: '', completes: true }
  return { bytes: new Uint8Array(0), frame, beats: [] }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const decoder = new TextDecoder()

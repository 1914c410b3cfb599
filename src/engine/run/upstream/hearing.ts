import { concatenate } from '../../base/bytes.ts'
import { isEventStream } from '../../kit/frames.ts'
import type { Beat } from '../../model/beat.ts'
import type { Frame, Head } from '../../model/frame.ts'
import type { Listener, Reading, WireEvent } from '../../model/reading.ts'
import { eventOf } from './event-of.ts'
import type { HeardFrame, HeardReply } from './heard-reply.ts'
import { eventSplitter, lineSplitter } from './splitter.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** A frame as received, with its bytes. */
export interface WireFrame extends HeardFrame {
  readonly bytes: Bytes
}

/** Finds the frames in the bytes of a body and reads their content. */
export interface Hearing {
  /** Whether the body is one JSON value, whose frame is complete when the body is. */
  readonly isOneBody: boolean
  /** The frames that end within these bytes. */
  push(bytes: Bytes): readonly WireFrame[]
  /** Returns the remaining frames when the body is complete. */
  end(): readonly WireFrame[]
}

/** The longest body that is read in one piece, in bytes. A longer one passes through unchanged. */
const longestBody = 16_777_216

/** Selects how to read a body, based on its head. */
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
    // A comment has no payload, so it is sent as raw text.
    const shown = event.data === '' ? { ...event, raw: text } : event
    return { bytes, ...reply.hear(shown, false, (listener) => reader?.(event, listener)) }
  }
  return {
    isOneBody: false,
    push: (bytes) => splitter.push(bytes).map(heard),
    end() {
      const rest = splitter.rest()
      const left = rest.length === 0 ? [] : [heard(rest)]
      // Without a reader, missing content cannot be detected.
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

/** Handles unreadable bytes, such as compressed ones. Each chunk counts as a delta. */
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

/** Returns a frame without bytes that completes the reply. */
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

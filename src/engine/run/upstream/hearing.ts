import { concatenate } from '../../base/bytes.ts'
import type { Beat } from '../../model/beat.ts'
import type { Frame, Head } from '../../model/frame.ts'
import type { Listener, Reading, StreamFraming } from '../../model/reading.ts'
import { textFramings } from './text-framings.ts'
import type { HeardFrame, HeardReply } from './heard-reply.ts'

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

/** Content types of bodies that can be one JSON value, or the text of an error. */
const readableType = /^(?:$|text\/|application\/(?:.*json|xml|x-www-form-urlencoded)$)/

/**
 * Selects how to read a body, based on its head.
 * @param keepsBytes whether frames need their bytes. Without them a long body is not held in memory
 */
export function hearingOf(head: Head, reading: Reading | undefined, reply: HeardReply, keepsBytes: boolean): Hearing {
  const [type = ''] = (head.headers['content-type'] ?? '').split(';')
  if ((head.headers['content-encoding'] ?? 'identity') !== 'identity') return unheard()
  const framings = reading?.framing === undefined ? textFramings : [reading.framing, ...textFramings]
  const framing = framings.find(({ contentTypes }) => contentTypes.includes(type.trim().toLowerCase()))
  if (framing !== undefined) return streamed(framing, reading, reply)
  if (!readableType.test(type.trim().toLowerCase())) return unheard()
  return inOneBody(head.status < 400 ? reading : undefined, reply, keepsBytes)
}

function streamed(framing: StreamFraming, reading: Reading | undefined, reply: HeardReply): Hearing {
  const splitter = framing.splitter()
  const reader = reading?.stream()
  const heard = (bytes: Bytes): WireFrame => {
    const event = framing.event(bytes)
    if (reader === undefined && event.data !== '' && event.data !== '[DONE]')
      return { bytes, frame: { type: 'frame', role: 'delta', ...event }, beats: [delta(event.data)] }
    return { bytes, ...reply.hear(event, false, (listener) => reader?.(event, listener)) }
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

function inOneBody(reading: Reading | undefined, reply: HeardReply, keepsBytes: boolean): Hearing {
  let pieces: Bytes[] = []
  let length = 0
  return {
    isOneBody: true,
    push(bytes) {
      length += bytes.length
      if (length <= longestBody || keepsBytes) pieces.push(bytes)
      else pieces = []
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

import { EventStreamCodec } from '@smithy/eventstream-codec'
import { encodeText, type Frame, type WireEvent } from '../../kit.ts'

/** The content type of a stream of binary messages. */
export const eventStreamType = 'application/vnd.amazon.eventstream'

const decoder = new TextDecoder()
const codec = new EventStreamCodec((bytes) => (typeof bytes === 'string' ? bytes : decoder.decode(bytes as Uint8Array)), encodeText)

/**
 * A frame as a binary message of AWS: lengths, headers, payload, each with its CRC. An error event is a message of the type
 * `exception`. A frame with a plain body, and bytes that a fault wrote instead of a frame, are sent unchanged.
 * @see https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export function eventStreamMessage(frame: Frame): Uint8Array<ArrayBuffer> {
  const { raw, role, data, event = 'event' } = frame
  if (raw !== undefined) return encodeText(raw)
  if (role === 'body') return encodeText(data)
  const isException = role === 'problem'
  const message = codec.encode({
    headers: {
      [isException ? ':exception-type' : ':event-type']: { type: 'string', value: event },
      ':content-type': { type: 'string', value: 'application/json' },
      ':message-type': { type: 'string', value: isException ? 'exception' : 'event' },
    },
    body: encodeText(data),
  })
  // The codec creates a new buffer for each message, but its type does not specify which kind.
  return message as Uint8Array<ArrayBuffer>
}

/** The event or the exception in a binary message, read from its headers. `undefined` if the bytes are not a complete message. */
export function decodeEventStreamMessage(bytes: Uint8Array): WireEvent | undefined {
  try {
    const { headers, body } = codec.decode(bytes)
    const name = headers[':event-type'] ?? headers[':exception-type']
    return { ...(typeof name?.value === 'string' ? { event: name.value } : {}), data: decoder.decode(body) }
  } catch {
    return undefined
  }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/**
 * The padding that Bedrock adds to each event as `p`, so that byte counts do not reveal word lengths: a
 * part of the alphabet. Bedrock's length is random. Here it is derived from the text, so it needs no random draw.
 */
export function paddingOf(text: string): string {
  return alphabet.slice(0, 1 + ((text.length * 7) % alphabet.length))
}

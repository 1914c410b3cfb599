import { EventStreamCodec } from '@smithy/eventstream-codec'
import { encodeText, type Frame } from '../../kit.ts'

/** The content type of a stream of such messages. */
export const eventStreamType = 'application/vnd.amazon.eventstream'

const decoder = new TextDecoder()
const codec = new EventStreamCodec((bytes) => (typeof bytes === 'string' ? bytes : decoder.decode(bytes as Uint8Array)), encodeText)

/**
 * A frame as a binary message of AWS: lengths, headers, payload, each with its CRC. An error event is a message of the type
 * `exception`. A frame that is a bare body goes out as that, and what a fault wrote in a frame's place as it is.
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
  // The codec makes a buffer of its own for each message; its type leaves open what kind.
  return message as Uint8Array<ArrayBuffer>
}

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/**
 * What Bedrock puts into each event as `p`, so that nobody who counts bytes on the wire learns how long the words are: a
 * stretch of the alphabet. Its length is random there. Here it follows from the words, so that it needs no draw.
 */
export function paddingOf(text: string): string {
  return alphabet.slice(0, 1 + ((text.length * 7) % alphabet.length))
}

import { objectIn, payloadIn, splitterBy, stringIn, type Problem, type Splitter, type StreamFraming, type WireEvent } from '../../kit.ts'
import { decodeEventStreamMessage, eventStreamType } from './event-stream.ts'

/**
 * The framing of AWS's binary streams.
 * @param payload reads the payload of an event, if its JSON is only an envelope. Default: the JSON
 */
export function eventStreamFraming(payload = (event: WireEvent): WireEvent => event): StreamFraming {
  return {
    contentTypes: [eventStreamType],
    splitter: messageSplitter,
    event(bytes) {
      const event = decodeEventStreamMessage(bytes)
      return event === undefined ? { data: '' } : payload(event)
    },
  }
}

/** Splits binary messages, which begin with their length. Bytes that are not a message form one part with everything after them. */
function messageSplitter(): Splitter {
  let position = 0
  let length = 0
  return splitterBy((byte) => {
    if (position < 4) length = length * 256 + byte
    position++
    if (position < 4 || position !== length) return undefined
    position = 0
    length = 0
    return 'after'
  })
}

const kinds: Readonly<Record<string, Problem['kind']>> = {
  throttlingException: 'rate-limit-requests',
  serviceUnavailableException: 'unavailable',
  modelTimeoutException: 'gateway-timeout',
  validationException: 'bad-request',
}

/** The problem that an exception of a stream reports. `undefined` for other events. */
export function problemOfException({ event = '', data }: WireEvent): Problem | undefined {
  if (!event.endsWith('Exception')) return undefined
  return { kind: kinds[event] ?? 'server-error', message: stringIn(objectIn(payloadIn(data))['message']) }
}

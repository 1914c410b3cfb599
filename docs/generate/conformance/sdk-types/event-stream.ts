import { EventStreamCodec } from '@smithy/eventstream-codec'

const decoder = new TextDecoder()
const encoder = new TextEncoder()
const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : decoder.decode(bytes as Uint8Array)),
  (text) => encoder.encode(text),
)

/** The events of a stream of binary messages as Amazon sends it, each as the SDK has it: under the name of its kind. Each message begins with its length. */
export function eventsInBinary(bytes: ArrayBuffer): readonly unknown[] {
  const events: unknown[] = []
  const view = new DataView(bytes)
  for (let start = 0; start < bytes.byteLength; start += view.getUint32(start)) {
    const { headers, body } = codec.decode(new Uint8Array(bytes, start, view.getUint32(start)))
    events.push({ [String(headers[':event-type']?.value)]: JSON.parse(decoder.decode(body)) as unknown })
  }
  return events
}

import { EventStreamCodec } from '@smithy/eventstream-codec'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Frame } from '../../../src/engine/model/frame.ts'
import { eventStreamMessage, paddingOf } from '../../../src/providers/bedrock/event-stream.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const codec = new EventStreamCodec(
  (bytes) => decoder.decode(bytes as Uint8Array),
  (text) => encoder.encode(text),
)

function frame(more: Partial<Frame> = {}): Frame {
  return { type: 'frame', role: 'delta', event: 'contentBlockDelta', data: '{"delta":{}}', ...more }
}

function headersOf(message: Uint8Array): Record<string, unknown> {
  return Object.fromEntries(Object.entries(codec.decode(message).headers).map(([name, { value }]) => [name, value]))
}

describe('a message of an event stream', () => {
  it('holds the data of any frame, after correct checksums', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { body } = codec.decode(eventStreamMessage(frame({ data: text })))
        expect(decoder.decode(body)).toBe(decoder.decode(encoder.encode(text)))
      }),
    ))

  it('names an event', () => {
    expect(headersOf(eventStreamMessage(frame()))).toEqual({
      ':event-type': 'contentBlockDelta',
      ':content-type': 'application/json',
      ':message-type': 'event',
    })
  })

  it('names an exception', () => {
    expect(headersOf(eventStreamMessage(frame({ role: 'problem', event: 'throttlingException' })))).toEqual({
      ':exception-type': 'throttlingException',
      ':content-type': 'application/json',
      ':message-type': 'exception',
    })
  })

  it('is not a replacement, nor a bare body', () => {
    expect(decoder.decode(eventStreamMessage(frame({ raw: '<html>' })))).toBe('<html>')
    expect(decoder.decode(eventStreamMessage(frame({ role: 'body', data: '{}' })))).toBe('{}')
  })

  it('is as long as the last one only by chance', () => {
    const lengths = ['a', 'ab', 'abc', 'abcd'].map((text) => paddingOf(text).length)
    expect(new Set(lengths).size).toBe(lengths.length)
    expect(paddingOf('ab')).toMatch(/^abc/)
  })
})

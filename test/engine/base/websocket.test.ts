import { describe, expect, it } from 'vitest'
import { closeBytes, messageBytes, webSocketBytes, WebSocketReader } from '../../../src/engine/base/websocket.ts'

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)

/** The example of RFC 6455, 5.7: "Hello", masked. */
const masked = bytes(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58)

describe('frames of a WebSocket', () => {
  it('are those of RFC 6455', () => {
    expect(messageBytes('Hello')).toEqual(bytes(0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f))
    expect(closeBytes(1_000)).toEqual(bytes(0x88, 0x02, 0x03, 0xe8))
    expect(webSocketBytes(2, new Uint8Array(256)).subarray(0, 4)).toEqual(bytes(0x82, 0x7e, 0x01, 0x00))
    expect(webSocketBytes(2, new Uint8Array(65_536)).subarray(0, 10)).toEqual(bytes(0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0))
  })

  it.for([5, 125, 126, 65_535, 65_536])('are read as they were written, with %i bytes', (length) => {
    expect(new WebSocketReader('server').read(messageBytes('x'.repeat(length)))).toEqual([{ type: 'message', text: 'x'.repeat(length) }])
  })

  it('are read from chunks of any size', () => {
    const reader = new WebSocketReader('client')
    const maskedClose = bytes(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe9)
    const events = [...masked, ...maskedClose].flatMap((byte) => reader.read(bytes(byte)))
    expect(events).toEqual([
      { type: 'message', text: 'Hello' },
      { type: 'close', code: 1_001, reason: '' },
    ])
  })

  it('are joined to messages, with pings between', () => {
    // RFC 6455, 5.7: "Hel" and "lo".
    const fragments = bytes(0x01, 0x03, 0x48, 0x65, 0x6c, 0x89, 0x01, 0x21, 0x80, 0x02, 0x6c, 0x6f)
    expect(new WebSocketReader('server').read(fragments)).toEqual([
      { type: 'ping', payload: bytes(0x21) },
      { type: 'message', text: 'Hello' },
    ])
  })

  it.for([
    ['a reserved bit', bytes(0xc1, 0x80, 0, 0, 0, 0), 1_002],
    ['an unknown opcode', bytes(0x83, 0x80, 0, 0, 0, 0), 1_002],
    ['an announced length beyond all memory', bytes(0x81, 0xff, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 1_009],
    ['no mask', bytes(0x81, 0x01, 0x41), 1_002],
    ['a ping in fragments', bytes(0x09, 0x80, 0, 0, 0, 0), 1_002],
    ['a ping of more than 125 bytes', bytes(0x89, 0xfe, 0, 126, 0, 0, 0, 0), 1_002],
    ['a continuation of nothing', bytes(0x80, 0x81, 0, 0, 0, 0, 0x41), 1_002],
    ['a message within another', bytes(0x01, 0x81, 0, 0, 0, 0, 0x41, 0x81, 0x81, 0, 0, 0, 0, 0x41), 1_002],
    ['text that is not UTF-8', bytes(0x81, 0x81, 0, 0, 0, 0, 0xff), 1_007],
  ] as const)('are refused with %s, and nothing is read after that', ([, wrong, code]) => {
    const reader = new WebSocketReader('client')
    expect(reader.read(wrong)).toEqual([{ type: 'broken', code }])
    expect(reader.read(masked)).toEqual([])
  })
})

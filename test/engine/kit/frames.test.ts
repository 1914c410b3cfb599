import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Chunk, ChunkItem, Frame, FrameItem, FrameRole, Head } from '../../../src/engine/model/frame.ts'
import { hasTextBody, inPieces, joined, replaceAfterDeltas, replaceBody, withoutTerminal } from '../../../src/engine/kit/frames.ts'

const head: Head = { type: 'head', status: 200, headers: {} }
const end = { type: 'end', how: 'close' } as const
const wait = { type: 'wait', ms: 100 } as const
const frame = (role: FrameRole, data = ''): Frame => ({ type: 'frame', role, data })
const whole: Frame = { ...frame('body', '{}'), completes: true }
const chunk = (text: string, frames: readonly Frame[] = [frame('delta', text)]): Chunk => ({
  type: 'chunk',
  bytes: new TextEncoder().encode(text),
  frames,
})

const anyChunk = fc.string({ unit: 'grapheme' }).map((text) => chunk(text))
const anyDelivery = fc
  .array(fc.oneof({ weight: 5, arbitrary: anyChunk }, fc.constant(wait)), { maxLength: 20 })
  .map((items): ChunkItem[] => [head, ...items, end])
const chunksOf = (items: Iterable<ChunkItem>): Chunk[] => [...items].filter((item) => item.type === 'chunk')
const bytesOf = (items: Iterable<ChunkItem>): number[] => chunksOf(items).flatMap((item) => [...item.bytes])
const framesOf = (items: Iterable<ChunkItem>): Frame[] => chunksOf(items).flatMap((item) => [...item.frames])
const isSame = (before: readonly unknown[], after: Iterable<unknown>): boolean => {
  const items = [...after]
  return items.length === before.length && items.every((item, index) => item === before[index])
}

describe('replaceAfterDeltas', () => {
  const stream: FrameItem[] = [
    head,
    frame('opening'),
    frame('delta', 'a'),
    frame('ping'),
    frame('delta', 'b'),
    frame('finish'),
    frame('terminal'),
    end,
  ]
  const spoil = (given: Frame): Frame => ({ ...given, data: '?' })

  it.each([0, 1])('replaces the frame after %d deltas and no other', (count) => {
    const after = [...replaceAfterDeltas(stream, count, spoil)]
    expect(after.filter((item, index) => item !== stream[index])).toEqual([frame('delta', '?')])
    expect(after.flatMap((item) => (item.type === 'frame' && item.role === 'delta' ? [item.data] : []))[count]).toBe('?')
  })

  it('hands on the very frames of a shorter stream', () => {
    expect(isSame(stream, replaceAfterDeltas(stream, 2, spoil))).toBe(true)
  })

  it('replaces a body for any count', () => {
    expect([...replaceAfterDeltas([head, whole, end], 7, spoil)]).toEqual([head, { ...whole, data: '?' }, end])
  })

  it('leaves the body of an error alone', () => {
    const refused = [head, frame('body', '{"error":{}}'), end]
    expect(isSame(refused, replaceAfterDeltas(refused, 0, spoil))).toBe(true)
  })
})

describe('withoutTerminal', () => {
  it('omits the events that mark the reply as complete', () => {
    expect([...withoutTerminal([head, frame('delta'), frame('finish'), frame('terminal'), end])]).toEqual([head, frame('delta'), end])
  })

  it('hands on a body', () => {
    expect(isSame([head, whole, end], withoutTerminal([head, whole, end]))).toBe(true)
  })
})

describe('replaceBody', () => {
  const page = { status: 502, contentType: 'text/html', text: '<html>' }

  it('answers with the body after the time that the reply would have taken', () => {
    expect([...replaceBody([wait, head, frame('delta'), end], page)]).toEqual([
      wait,
      { type: 'head', status: 502, headers: { 'content-type': 'text/html' } },
      { ...frame('body', '<html>'), raw: '<html>' },
      end,
    ])
  })

  it.each(['reset', 'hang'] as const)('does not answer if a %s is first', (how) => {
    expect([...replaceBody([wait, { type: 'end', how }], page)]).toEqual([wait, { type: 'end', how }])
  })
})

describe('inPieces', () => {
  it('keeps all bytes, and lets every frame arrive', () => {
    fc.assert(
      fc.property(anyDelivery, fc.integer({ min: 1, max: 9 }), (items, size) => {
        const pieces = [...inPieces(items, size)]
        expect(bytesOf(pieces)).toEqual(bytesOf(items))
        expect(framesOf(pieces)).toEqual(framesOf(items))
        expect(chunksOf(pieces).every((piece) => piece.bytes.length <= size)).toBe(true)
      }),
    )
  })

  it('lets a frame arrive with its last byte', () => {
    const delta = frame('delta')
    expect(chunksOf(inPieces([chunk('abcde', [delta])], 2)).map((piece) => piece.frames)).toEqual([[], [], [delta]])
  })

  it('splits characters', () => {
    const [first] = chunksOf(inPieces([chunk('é')], 1))
    expect(new TextDecoder().decode(first!.bytes)).toBe('\uFFFD')
  })

  it('hands on the very chunks that are small enough', () => {
    fc.assert(fc.property(anyDelivery, (items) => isSame(items, inPieces(items, 1_000))))
  })
})

describe('joined', () => {
  it('keeps all bytes and frames, and never joins more than its limit', () => {
    fc.assert(
      fc.property(anyDelivery, fc.integer({ min: 2, max: 6 }), (items, count) => {
        const reads = [...joined(items, count)]
        expect(bytesOf(reads)).toEqual(bytesOf(items))
        expect(framesOf(reads)).toEqual(framesOf(items))
        expect(chunksOf(reads).every((read) => read.frames.length <= count)).toBe(true)
      }),
    )
  })

  it('does not join over a wait', () => {
    const apart = [head, chunk('a'), wait, chunk('b'), end]
    expect(isSame(apart, joined(apart, 8))).toBe(true)
  })

  it('joins frames that arrive at one time', () => {
    expect(
      chunksOf(joined([head, chunk('a'), chunk('b'), chunk('c'), end], 2)).map((read) => new TextDecoder().decode(read.bytes)),
    ).toEqual(['ab', 'c'])
  })
})

describe('hasTextBody', () => {
  it.for([
    ['text/event-stream; charset=utf-8', true],
    ['application/json', true],
    ['application/x-ndjson', true],
    ['application/vnd.amazon.eventstream', false],
    ['audio/mpeg', false],
  ] as const)('%s: %s', ([contentType, isText]) => {
    expect(hasTextBody({ ...head, headers: { 'content-type': contentType } })).toBe(isText)
  })

  it('is false for a WebSocket', () => {
    expect(hasTextBody({ ...head, status: 101 })).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import type { ChunkItem } from '../../../src/engine/model/frame.ts'
import type { BodyLengths } from '../../../src/engine/model/provider.ts'
import { withLength } from '../../../src/engine/run/body-length.ts'

const json = { 'content-type': 'application/json' }
const head = (status = 200, headers: Readonly<Record<string, string>> = json): ChunkItem => ({ type: 'head', status, headers })
const chunk = (length: number): ChunkItem => ({ type: 'chunk', bytes: new Uint8Array(length), frames: [] })
const wait: ChunkItem = { type: 'wait', ms: 100 }
const close: ChunkItem = { type: 'end', how: 'close' }
const reset: ChunkItem = { type: 'end', how: 'reset' }

function lengthOf(items: readonly ChunkItem[], bodyLengths: BodyLengths = 'all'): string | undefined {
  const all = [...withLength(items, { bodyLengths })]
  expect(all.slice(1)).toEqual(items.slice(1))
  return all[0]?.type === 'head' ? all[0].headers['content-length'] : undefined
}

describe('a complete body', () => {
  it.each([
    ['errors', 400, '5'],
    ['errors', 200, undefined],
    ['answers', 200, '5'],
    ['answers', 400, undefined],
    ['all', 200, '5'],
    ['all', 529, '5'],
  ] as const)('has a length, or not, as the provider sends it: %s, status %i', (bodyLengths, status, length) => {
    expect(lengthOf([head(status), chunk(2), chunk(3)], bodyLengths)).toBe(length)
    expect(lengthOf([head(status), chunk(2), chunk(3), close], bodyLengths)).toBe(length)
  })
})

it.each([
  ['arrives in time', [head(), chunk(2), wait, chunk(3)]],
  ['breaks', [head(), chunk(2), reset]],
  ['is empty', [head(), close]],
  ['is a stream', [head(200, { 'content-type': 'text/event-stream' }), chunk(5)]],
  ['opens a WebSocket', [head(101), chunk(5)]],
])('a body that %s has no length', (_, items) => {
  expect(lengthOf(items)).toBeUndefined()
})

it('keeps a length that a fault has given', () => {
  expect(lengthOf([head(200, { ...json, 'content-length': '7' }), chunk(5)])).toBe('7')
})

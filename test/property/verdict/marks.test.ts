import { describe, expect, test } from 'vitest'
import { saysPartial, unmarkedParts } from '../../../src/kit.ts'

describe('saysPartial', () => {
  test.each([
    [{ partial: true }],
    [{ truncated: true }],
    [{ isStillPartial: true }],
    [{ was_cut_off: true }],
    [{ complete: false }],
    [{ isComplete: false }],
    [{ ok: false }],
    [{ success: false, data: {} }],
    [{ error: 'upstream' }],
    [{ error: { code: 502 } }],
    [{ errors: ['cut'] }],
    [{ degraded: true }],
    [{ usedFallback: true }],
    [{ status: 'failed' }],
    [{ kind: 'timeout' }],
    [{ finishReason: 'length' }],
    [{ finish_reason: null }],
    [{ stopReason: 'max_tokens' }],
    [{ meta: { truncated: true }, text: 'It comes' }],
    [{ warnings: ['The answer may be incomplete'] }],
    [new Error('cut')],
  ])('is true for %o', (value) => {
    expect(saysPartial(value)).toBe(true)
  })

  test.each([
    ['It failed'],
    [null],
    [{ text: 'It failed' }],
    [{ partial: false }],
    [{ error: null, errors: [], warnings: [] }],
    [{ ok: true, complete: true }],
    [{ executed: true, execution: 'fast', cute: true }],
    [{ status: 'done', kind: 'answer', type: 'text' }],
    [{ finishReason: 'stop' }],
    [{ stop_reason: 'end_turn' }],
    [{ finishReason: 'tool-calls' }],
    [{ noError: true, failures: 0 }],
    [{ delivered: false }],
    [[{ partial: true }]],
  ])('is false for %o', (value) => {
    expect(saysPartial(value)).toBe(false)
  })
})

describe('unmarkedParts', () => {
  test('omits the marked parts, and only those', () => {
    const value = { title: 'Parcels', items: [{ text: 'first' }, { text: 'second', partial: true }, { error: 'third' }] }
    expect(unmarkedParts(value).filter((part) => typeof part === 'string')).toEqual(['Parcels', 'first'])
  })

  test('omits an object with a note of the app', () => {
    const value = { text: 'first', note: 'The connection was lost.' }
    expect(unmarkedParts(value, (text) => text.includes('lost'))).toEqual([])
  })

  test('finds texts in maps and sets, and ends in a circle', () => {
    const circle: Record<string, unknown> = { map: new Map([['a', 'one']]), set: new Set(['two']) }
    circle['self'] = circle
    expect(unmarkedParts(circle).filter((part) => typeof part === 'string')).toEqual(['one', 'two'])
  })
})

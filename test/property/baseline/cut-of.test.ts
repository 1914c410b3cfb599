import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutOf } from '../../../src/property/baseline/cut-of.ts'

describe('how a value relates to another', () => {
  it.for([
    ['the same text', 'abc', 'abc', 'same'],
    ['the beginning of a text', 'Your parcel', 'Your parcel arrives on Friday.', 'cut'],
    ['the beginning of a text that starts with spaces', '    !', '    ! ', 'cut'],
    ['the beginning of a number', 17, 1_742, 'cut'],
    ['no text', ' ', 'abc', 'emptied'],
    ['no item', [], ['a'], 'emptied'],
    ['fewer items', ['a', 'c'], ['a', 'b', 'c'], 'shortened'],
    ['a last item that ends early', ['a', 'b'], ['a', 'bcd'], 'cut'],
    ['fewer members', { a: 1 }, { a: 1, b: 2 }, 'shortened'],
    ['a member that ends early', { a: 'x', b: 'y' }, { a: 'x', b: 'yz' }, 'cut'],
    ['a member without text', { a: 'x', b: '' }, { a: 'x', b: 'yz' }, 'emptied'],
    ['the same object', { a: [1, { b: null }] }, { a: [1, { b: null }] }, 'same'],
    ['another text', 'abd', 'abc', undefined],
    ['another item', ['a', 'x'], ['a', 'b'], undefined],
    ['more items', ['a', 'b'], ['a'], undefined],
    ['a member that was not there', { a: 1, note: 'late' }, { a: 1 }, undefined],
    ['nothing at all', undefined, 'abc', undefined],
    ['zero', 0, 7, undefined],
    ['a flag that is set otherwise', false, true, undefined],
  ] as const)('%s', ([, is, was, expected]) => {
    expect(cutOf(is, was)).toBe(expected)
  })

  it('recognizes that the beginning of a text is truncated, the same or empty', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, length) => {
        expect(['same', 'cut', 'emptied']).toContain(cutOf(text.slice(0, length), text))
      }),
    )
  })

  it('recognizes that items of a list were omitted', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom('ab', 'cd', 'ef', 'gh', 'ij'), { minLength: 2 }), fc.nat(), (list, place) => {
        expect(cutOf(list.toSpliced(place % list.length, 1), list)).toBe('shortened')
      }),
    )
  })
})

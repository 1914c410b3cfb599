import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordDifference, type Piece } from '../../../src/report/data/word-difference.ts'

const marked = (pieces: readonly Piece[]): string => pieces.map(({ text, isShared }) => (isShared ? text : `[${text}]`)).join('')
const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')

describe('the difference of two texts', () => {
  it('marks the words that only one of them has', () => {
    const { received, expected, isBeginning } = wordDifference('It arrives on Friday at noon.', 'It arrives on Thursday at noon.')
    expect(marked(received)).toBe('It arrives on [Friday ]at noon.')
    expect(marked(expected)).toBe('It arrives on [Thursday ]at noon.')
    expect(isBeginning).toBe(false)
  })

  it('knows a beginning, also within a word', () => {
    const { received, expected, isBeginning } = wordDifference('It arr', 'It arrives')
    expect([marked(received), marked(expected), isBeginning]).toEqual(['It arr', 'It arr[ives]', true])
  })

  it('loses nothing of either text', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 30 })
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const { received, expected } = wordDifference(left, right)
        expect([textOf(received), textOf(expected)]).toEqual([left, right])
      }),
    )
  })

  it('compares very long texts only at their ends', () => {
    const long = (word: string): string => Array.from({ length: 2_000 }, (_, index) => `${word}${index}`).join(' ')
    const { received } = wordDifference(`Hello ${long('a')} bye`, `Hello ${long('b')} bye`)
    expect(received.map(({ isShared }) => isShared)).toEqual([true, false, true])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deltasOf } from '../../../src/engine/kit/tokens.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.lorem({ mode: 'sentences' }),
  fc.stringMatching(/^[\s\S]*\s{2,40}[\s\S]*$/),
)

describe('deltasOf', () => {
  it('gives pieces that make up the text', () => {
    fc.assert(fc.property(anyText, (text) => [...deltasOf(text)].join('') === text))
  })

  it('never splits a character', () => {
    const wellFormed = fc.string({ unit: 'grapheme', minLength: 30, maxLength: 80 })
    fc.assert(fc.property(wellFormed, (text) => [...deltasOf(text)].every((piece) => piece.isWellFormed())))
  })

  it('gives no empty piece', () => {
    fc.assert(fc.property(anyText, (text) => [...deltasOf(text)].every((piece) => piece !== '')))
  })

  it('gives words with the space before them', () => {
    expect([...deltasOf('It comes  tomorrow.\n')]).toEqual(['It', ' comes', '  tomorrow.', '\n'])
  })

  it('cuts what is long without a space, as JSON is', () => {
    expect([...deltasOf('x'.repeat(50))].map((piece) => piece.length)).toEqual([24, 24, 2])
  })

  it('makes a piece only when it is asked for', () => {
    const deltas = deltasOf('word '.repeat(1_000_000))[Symbol.iterator]()
    expect(deltas.next().value).toBe('word')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deltasOf, deltasOfPart } from '../../../src/engine/kit/tokens.ts'

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

  it('splits long texts without a space, such as JSON', () => {
    expect([...deltasOf('x'.repeat(50))].map((piece) => piece.length)).toEqual([24, 24, 2])
  })

  it('makes a token only when it is requested', () => {
    const deltas = deltasOf('word '.repeat(1_000_000))[Symbol.iterator]()
    expect(deltas.next().value).toBe('word')
  })
})

describe('deltasOfPart', () => {
  const argumentsOf = (text: string) => ({ type: 'tool-call', id: 'call_1', name: 'find', arguments: text }) as const

  it('gives JSON arguments token by token, so that short ones can end in the middle', () => {
    expect([...deltasOfPart(argumentsOf('{"city":"Koeln","days":3}'))]).toEqual([
      '{"',
      'city',
      '":"',
      'Koeln',
      '","',
      'days',
      '":',
      '3',
      '}',
    ])
  })

  it('gives pieces that make up the arguments, and never splits a character', () => {
    const wellFormed = fc.oneof(fc.json(), fc.string({ unit: 'grapheme', maxLength: 80 }))
    fc.assert(
      fc.property(fc.oneof(anyText, wellFormed), (text) => {
        const pieces = [...deltasOfPart(argumentsOf(text))]
        return (
          pieces.join('') === text &&
          pieces.every((piece) => piece !== '') &&
          (!text.isWellFormed() || pieces.every((piece) => piece.isWellFormed()))
        )
      }),
    )
  })

  it('generates words if a tool takes a text', () => {
    expect([...deltasOfPart({ ...argumentsOf('It comes.'), isFreeText: true })]).toEqual(['It', ' comes.'])
    expect([...deltasOfPart({ type: 'text', text: 'It comes.' })]).toEqual(['It', ' comes.'])
  })
})

import { describe, expect, it } from 'vitest'
import { withoutEndOfText, withoutMiddleOfText } from '../../../src/engine/kit/perception.ts'
import { sentencesOf } from '../../../src/engine/kit/sentences.ts'

const smileys = 'a😀😀😀😀😀😀😀😀'

describe('a truncated text', () => {
  it('is truncated between characters', () => {
    for (let characters = 0; characters < smileys.length; characters++) {
      expect(withoutEndOfText(smileys, characters).isWellFormed()).toBe(true)
      expect(withoutMiddleOfText(smileys, characters).isWellFormed()).toBe(true)
      expect(withoutEndOfText(smileys, characters).length).toBeLessThanOrEqual(characters)
    }
  })

  it('stays as it is if it fits', () => {
    expect(withoutEndOfText(smileys, smileys.length)).toBe(smileys)
    expect(withoutMiddleOfText(smileys, smileys.length)).toBe(smileys)
  })
})

describe('sentencesOf', () => {
  it('splits after the end of a sentence, and not in a number', () => {
    expect(sentencesOf('It costs 4.50 euros. Is it late? Sorry!')).toEqual(['It costs 4.50 euros. ', 'Is it late? ', 'Sorry!'])
    expect(sentencesOf('...and so on')).toEqual(['...and so on'])
  })
})

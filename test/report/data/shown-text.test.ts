import { describe, expect, it } from 'vitest'
import { shownTexts } from '../../../src/report/data/shown-text.ts'

describe('what the user saw', () => {
  it('is one text for the pieces between two calls, and one that begins again is marked', () => {
    const shown = [
      { at: 1, text: 'I have ', calls: 1 },
      { at: 2, text: 'looked', calls: 1 },
      { at: 9, text: 'I have looked', calls: 2 },
      { at: 10, text: 'Something else', calls: 3 },
    ]
    expect(shownTexts({ shown })).toEqual([
      { at: 1, text: 'I have looked', isRetracted: false, beginsAgain: false },
      { at: 9, text: 'I have looked', isRetracted: false, beginsAgain: true },
      { at: 10, text: 'Something else', isRetracted: false, beginsAgain: false },
    ])
  })

  it('contains what was retracted, marked', () => {
    const shown = [
      { at: 1, text: 'No.', calls: 1 },
      { at: 2, text: '', calls: 1, retracts: true as const },
      { at: 3, text: 'Yes.', calls: 1 },
    ]
    expect(shownTexts({ shown }).map(({ text, isRetracted }) => [text, isRetracted])).toEqual([
      ['No.', true],
      ['Yes.', false],
    ])
  })
})

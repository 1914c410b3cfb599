import { describe, expect, it } from 'vitest'
import { printable } from '../../../src/engine/base/printable.ts'

describe('printable', () => {
  it('writes as escapes what a terminal would obey', () => {
    expect(printable('a\u001B]0;owned\u0007b\u009B2Jc\u202Ed\re')).toBe(String.raw`a\u001b]0;owned\u0007b\u009b2Jc\u202ed\u000de`)
  })

  it('leaves every other text as it is', () => {
    const text = 'Straße, 東京, \u{1F600}\tand\nmore'
    expect(printable(text)).toBe(text)
  })
})

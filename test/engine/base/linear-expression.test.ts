import { describe, expect, it } from 'vitest'
import { LinearExpression } from '../../../src/engine/base/linear-expression.ts'

const texts = ['', 'a', 'ab', 'aab', 'refund', 'Please REFUND me', 'one\nrefund it', 'gpt-4o', 'x{2', '😀 ok', 'ÄÖ', 'a1b22c333', 'foo bar']

const expressions: readonly RegExp[] = [
  /refund/,
  /refund/i,
  /^refund/m,
  /one$/m,
  /me$/,
  /^$/,
  /a*b/,
  /a+?b/,
  /(a|ab)(b|$)/,
  /(?:a|b){2,}/,
  /[a-c]\d{2,3}/,
  /\bbar\b/,
  /\Boo/,
  /[^a-z\s]/,
  /one.refund/,
  /one.refund/s,
  /^. ok$/u,
  /\p{Lu}{2}/u,
  /\u{1F600}/u,
  /\u00c4/,
  /äö/i,
  /(?<name>fo)o|gpt/,
  /x\{2/,
  /(a?){3}b/,
  /[\]b]/,
  /o\/|[^]r/,
  /(?:)/,
]

describe('a linear expression', () => {
  it.each(expressions)('finds what %s finds', (expression) => {
    const linear = new LinearExpression(expression.source, expression.flags)
    expect(texts.map((text) => linear.startIn(text))).toEqual(texts.map((text) => expression.exec(text)?.index))
  })

  // With backtracking, each of these takes longer than the universe is old.
  it.each(['(a+)+$', '^(a|a)*$', '(a*)*b', '(a|aa)+$', '(.*a){20}b', '(a?){60}a{60}b'])('ends at once in 1 MB: %s', (source) => {
    expect(new LinearExpression(source).test(`${'a'.repeat(1_000_000)}!`)).toBe(false)
  })

  it.each([
    ['(?=a)a', '', 'without look-arounds, back-references'],
    ['(?<!a)b', '', 'without look-arounds, back-references'],
    [String.raw`(a)\1`, '', 'without look-arounds, back-references'],
    ['[a--b]', 'v', 'the flags v and y'],
    ['a', 'y', 'the flags v and y'],
    ['a{1000000000}', '', 'expected a regular expression'],
    ['.{0,900}.{0,900}', '', 'of at most 1000 characters, with small repetitions'],
    ['a'.repeat(1_001), '', 'of at most 1000 characters, with small repetitions'],
  ])('cannot be every expression: %.30s', (source, flags, message) => {
    expect(() => new LinearExpression(source, flags)).toThrow(message)
  })

  it('cannot be a wrong one', () => {
    expect(() => new LinearExpression('(')).toThrow(SyntaxError)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beside, fitted, span, widthOf, wrapped, type Line } from '../../src/demo/screen/line.ts'
import { picture } from '../../src/demo/screen/picture.ts'
import { terminalText } from '../../src/demo/screen/terminal.ts'

const lines: fc.Arbitrary<Line> = fc.array(
  fc.tuple(fc.string({ maxLength: 20 }), fc.constantFrom('plain', 'red', 'bold')).map(([text, style]) => span(text, style as 'red')),
  { maxLength: 4 },
)

describe('a line', () => {
  it('is fitted to the given number of columns', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 60 }), (line, width) => {
        expect(widthOf(fitted(line, width))).toBe(width)
      }),
    )
  })

  it('is truncated with a mark', () => {
    expect(terminalText(fitted([span('all '), span('is well')], 6), false)).toBe('all i…')
  })

  it('is printed next to another', () => {
    expect(beside([[span('a')]], [[span('b')], [span('c')]], 3, ' | ').map((line) => terminalText(line, false))).toEqual([
      'a   | b',
      '    | c',
    ])
  })

  it('is colored only if the terminal allows it', () => {
    expect(terminalText([span('no', 'red')], true)).toBe('\u001B[31mno\u001B[39m')
    expect(terminalText([span('no', 'red')], false)).toBe('no')
  })
})

describe('a text', () => {
  it('is wrapped between words, and loses none', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 30 }), (words) => {
        const rows = wrapped(words.join(' '), 12)
        expect(rows.join(' ')).toBe(words.join(' '))
        for (const row of rows) expect(row.length).toBeLessThanOrEqual(12)
      }),
    )
  })
})

describe('a picture', () => {
  it('is well-formed, with any contents', () => {
    const svg = picture([[span('a < b & "c"', 'red')], [span('  d', 'bold')]], 'a < b')
    expect(svg).toContain('>a &lt; b &amp; "c"</tspan>')
    expect(svg).toMatch(/<tspan x="36\.8" [^>]*font-weight="bold">d<\/tspan>/)
  })
})

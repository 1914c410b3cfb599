import { describe, expect, it } from 'vitest'
import { counted, oneLine, sentence, timeText } from '../../../src/report/data/words.ts'

describe('words of a report', () => {
  it('have a time with its unit, which a line break does not separate', () => {
    const shown = [0, 320, 1_260, 60_000, 86_000, 3_599_600, 3_600_000, 5_400_000].map((ms) => timeText(ms).replaceAll('\u{a0}', '_'))
    expect(shown).toEqual(['0_ms', '320_ms', '1.26_s', '1_min', '1_min_26_s', '1_h', '1_h', '1_h_30_min'])
  })

  it('have a count with its noun', () => {
    expect([counted(1, 'run'), counted(4_752, 'run'), counted(2, 'search', 'searches')]).toEqual(['1 run', '4,752 runs', '2 searches'])
  })

  it('keep a text on one line and short', () => {
    expect(oneLine(' a\n  b ')).toBe('a b')
    expect(oneLine('a'.repeat(100), 10)).toBe(`${'a'.repeat(9)}…`)
  })

  it('make a sentence of a clause', () => {
    expect([sentence('it hangs'), sentence('')]).toEqual(['It hangs', ''])
  })
})

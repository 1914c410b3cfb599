import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duration, formatDuration, milliseconds, moment, type Duration } from '../../../src/engine/base/duration.ts'

describe('milliseconds', () => {
  it.each([
    [250, 250],
    ['250ms', 250],
    ['2s', 2_000],
    ['1.5s', 1_500],
    ['10m', 600_000],
    ['1h', 3_600_000],
    [0, 0],
  ] as const)('reads %j as %d', (given, expected) => {
    expect(milliseconds(given)).toBe(expected)
  })

  it.each(['2 s', '2', 'soon', '-2s', '', 'NaNs', -1, Number.NaN, Number.POSITIVE_INFINITY, null, undefined, {}])(
    'refuses %j, and names the expected value',
    (given) => {
      expect(() => milliseconds(given as Duration)).toThrow(
        /^Cannot read .* as a duration\. Expected milliseconds as a number of at least 0, or a text such as "250ms", "2s", "10m" or "1h"\.$/,
      )
    },
  )
})

describe('a duration of more than a year', () => {
  it.each(['8761h', '999999999h', 1e308, Number.MAX_SAFE_INTEGER])('such as %j is refused', (given) => {
    const expected = 'expected a duration of at most "8760h" (a year)'
    expect(() => milliseconds(given as Duration)).toThrow(`Cannot use the duration ${JSON.stringify(given)}: ${expected}.`)
    expect(duration.safeParse(given).error?.issues).toMatchObject([{ message: expected }])
    expect(moment.safeParse(-Number.MAX_SAFE_INTEGER).success).toBe(false)
  })
})

describe('duration', () => {
  it('parses to milliseconds', () => {
    expect(duration.parse('2s')).toBe(2_000)
  })

  it('leaves milliseconds as they are, so that plans can be read again', () => {
    fc.assert(fc.property(fc.nat(), (ms) => duration.parse(duration.parse(ms)) === ms))
  })
})

describe('formatDuration', () => {
  it.each([
    [0, '0ms'],
    [999, '999ms'],
    [1_000, '1s'],
    [2_340, '2.34s'],
    [90_000, '1m30s'],
    [3_600_000, '1h'],
    [3_661_000, '1h1m1s'],
  ])('writes %d as %s', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected)
  })

  it.each([
    [999.6, '1s'],
    [59_999, '1m'],
    [119_700, '2m'],
    [3_599_999, '1h'],
  ])('carries over what rounding makes of %d', (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { commandFor } from '../../../src/demo/data/command.ts'
import { hourMarks, timeOfDay } from '../../../src/demo/data/day-clock.ts'
import { hashOf, placeInHash } from '../../../src/demo/data/hash.ts'
import { demoSample } from '../sample.ts'

const data = demoSample({ start: { recipe: 'bad-hour', seed: 'one', customer: 3, off: ['overloaded'] } })

describe('the address of the page', () => {
  it.for([
    { recipe: 'bad-hour', seed: 'two', customer: 2, off: ['truncated-stream', 'overloaded'] },
    { recipe: 'other-hour', seed: 'a & b = c', customer: 1, off: [] },
  ])('keeps the place $recipe $seed', (place) => {
    expect(placeInHash(hashOf(place), data)).toEqual(place)
  })

  it('is the beginning of the file by default', () => {
    expect(placeInHash('', data)).toEqual(data.start)
  })

  it.for(['#customer=99', '#customer=x', '#off=nothing', '#recipe=gone'])('replaces what is not in the file: %s', (hash) => {
    const { recipe, customer, off } = placeInHash(hash, data)
    expect([recipe, off]).toEqual(['bad-hour', []])
    expect([1, 3]).toContain(customer)
  })
})

describe('the command for a place', () => {
  it('names only what is not as usual', () => {
    expect(commandFor({ recipe: 'bad-hour', seed: 'one', customer: 1, off: [] }, '')).toBe(
      'npx brownout demo --open --recipe bad-hour --seed one',
    )
    expect(commandFor({ recipe: 'bad-hour', seed: "it's", customer: 2, off: ['a', 'b'] }, ' --app ./ask.ts')).toBe(
      String.raw`npx brownout demo --open --app ./ask.ts --recipe bad-hour --seed 'it'\''s' --without a,b --customer 2`,
    )
  })
})

describe('the clock', () => {
  it('begins at nine, and counts the days', () => {
    expect([0, 61 * 60_000, 16 * 3_600_000].map(timeOfDay)).toEqual(['09:00', '10:01', 'day 2, 01:00'])
  })

  it.for([1, 2, 24, 720])('has at most as many marks as there is room for, in %i h', (hours) => {
    const marks = hourMarks(hours * 3_600_000, 7)
    expect(marks.length).toBeGreaterThan(3)
    expect(marks.length).toBeLessThanOrEqual(8)
  })
})

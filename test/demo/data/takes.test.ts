import { describe, expect, it } from 'vitest'
import { lengthOf, shownDay, takeWithout } from '../../../src/demo/data/takes.ts'
import { customer, demoSample, take } from '../sample.ts'

describe('a customer with switches off', () => {
  const both = customer(
    take({ fired: [0, 2] }),
    take({ off: [0], fired: [2, 3] }),
    take({ off: [2], fired: [0] }),
    take({ off: [0, 2], fired: [] }),
    take({ off: [0, 3], fired: [2] }),
    take({ off: [0, 2, 3], fired: [] }),
  )

  it.for([
    { off: [], found: [] },
    { off: [1], found: [] },
    { off: [0], found: [0] },
    { off: [0, 1, 2], found: [0, 2] },
    { off: [2], found: [2] },
    // It fires only once another is off.
    { off: [3], found: [] },
    { off: [0, 3], found: [0, 3] },
    { off: [3, 2, 0], found: [0, 2] },
  ])('finds the take without $off', ({ off, found }) => {
    expect(takeWithout(both, new Set(off)).off).toEqual(found)
  })
})

describe('a day', () => {
  it('has no apps if the file does not hold its seed', () => {
    expect(shownDay(demoSample(), 'bad-hour', 'three', []).apps).toBeUndefined()
  })

  it('shows a customer until both apps are done', () => {
    expect(lengthOf(shownDay(demoSample(), 'bad-hour', 'one', []).apps!, 1)).toBe(2_000)
  })

  it('turns what failed into what is served if the fault is switched off', () => {
    const kinds = (off: string[]) =>
      shownDay(demoSample(), 'bad-hour', 'one', off).apps![0].map(({ take: { experience } }) => experience.kind)
    expect(kinds([])).toEqual(['answered', 'half', 'answered'])
    expect(kinds(['overloaded'])).toEqual(['answered', 'half', 'answered'])
    expect(kinds(['truncated-stream'])).toEqual(['answered', 'answered', 'answered'])
  })
})

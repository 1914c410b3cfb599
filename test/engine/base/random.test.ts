import fc from 'fast-check'
import seedrandom from 'seedrandom'
import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../../src/engine/base/random.ts'

describe('randomFrom', () => {
  it('draws the same for the same seed', () => {
    const five = (seed: string): number[] => {
      const random = randomFrom(seed)
      return Array.from({ length: 5 }, () => random.next())
    }
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(five(seed)).toEqual(five(seed))
      }),
    )
  })

  it('draws the numbers of the generator alea', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const [random, alea] = [randomFrom(seed), seedrandom.alea(seed)]
        for (let draw = 0; draw < 20; draw++) expect(random.next()).toBe(alea())
      }),
    )
  })

  it('draws otherwise for another seed', () => {
    expect(randomFrom('tuesday').next()).not.toBe(randomFrom('wednesday').next())
  })

  it('draws integers with both bounds included', () => {
    const random = randomFrom('tuesday')
    expect(new Set(Array.from({ length: 200 }, () => random.integer(3, 6)))).toEqual(new Set([3, 4, 5, 6]))
  })

  it('draws as often as the probability', () => {
    const random = randomFrom('tuesday')
    const hits = Array.from({ length: 10_000 }, () => random.chance(0.3)).filter(Boolean).length
    expect(hits / 10_000).toBeCloseTo(0.3, 1)
  })

  it('knows never and always', () => {
    fc.assert(fc.property(fc.string(), (seed) => !randomFrom(seed).chance(0) && randomFrom(seed).chance(1)))
  })

  it.each([
    ['alphanumeric', /^[0-9A-Za-z]{24}$/],
    ['lowercase', /^[0-9a-z]{24}$/],
    ['hexadecimal', /^[0-9a-f]{24}$/],
  ] as const)('makes %s ids', (alphabet, form) => {
    expect(randomFrom('tuesday').id(24, alphabet)).toMatch(form)
  })

  it('stays the same from one version to the next, since seeds depend on it', () => {
    expect([randomFrom('tuesday').next(), randomFrom('tuesday').id(8)]).toMatchInlineSnapshot(`
      [
        0.3698462201282382,
        "MunmTiPf",
      ]
    `)
  })
})

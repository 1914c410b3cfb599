import { describe, expect, it } from 'vitest'
import { Conversion } from '../../../src/engine/base/conversion.ts'

/** Repeats each number as often as its value. Ends with a 9. */
class Repeated extends Conversion<number, number> {
  protected override convert(number: number): readonly number[] {
    if (number < 0) throw new RangeError('negative')
    if (number === 9) this.end()
    return Array.from({ length: number }, () => number)
  }

  protected override rest(): readonly number[] {
    return [0]
  }
}

/** Numbers, with a log of what is read of them. */
function numbers(...given: readonly number[]): { source: Iterable<number>; log: (number | 'closed')[] } {
  const log: (number | 'closed')[] = []
  function* source(): Generator<number, void, undefined> {
    try {
      for (const number of given) {
        log.push(number)
        yield number
      }
    } finally {
      log.push('closed')
    }
  }
  return { source: source(), log }
}

describe('a conversion', () => {
  it('converts items when they are read, and adds the rest', () => {
    const { source, log } = numbers(0, 2, 1)
    const converted = new Repeated(source)
    expect(log).toEqual([])
    expect([converted.next().value, converted.next().value]).toEqual([2, 2])
    expect(log).toEqual([0, 2])
    expect([...converted]).toEqual([1, 0])
    expect(converted.next()).toEqual({ done: true, value: undefined })
  })

  it('closes its source if the reader leaves', () => {
    const { source, log } = numbers(3, 1)
    for (const _item of new Repeated(source)) break
    expect(log).toEqual([3, 'closed'])
  })

  it('hands on the last items if it ends by itself', () => {
    const { source, log } = numbers(9, 1)
    expect([...new Repeated(source)]).toHaveLength(9)
    expect(log).toEqual([9, 'closed'])
  })

  it('is over after an error, its own or that of its source', () => {
    const { source, log } = numbers(1, -1, 1)
    const converted = new Repeated(source)
    converted.next()
    expect(() => converted.next()).toThrow('negative')
    expect(log).toEqual([1, -1, 'closed'])
    expect(converted.next().done).toBe(true)
    function* failing(): Generator<number> {
      yield 1
      throw new RangeError('broken')
    }
    const broken = new Repeated(failing())
    broken.next()
    expect(() => broken.next()).toThrow('broken')
    expect(broken.next().done).toBe(true)
  })
})

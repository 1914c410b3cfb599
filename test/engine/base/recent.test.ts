import { expect, it } from 'vitest'
import { RecentMap, RecentSet } from '../../../src/engine/base/recent.ts'

it('holds the entries that were set last, up to its limit', () => {
  const map = new RecentMap<string, number>(2)
  map.set('a', 1).set('b', 2).set('a', 3).set('c', 4)
  expect([...map]).toEqual([
    ['a', 3],
    ['c', 4],
  ])
})

it('holds the values that were added last, up to its limit', () => {
  const set = new RecentSet<string>(2)
  set.add('a').add('b').add('a').add('c')
  expect([...set]).toEqual(['a', 'c'])
})

it('has no limit if that is infinite', () => {
  const set = new RecentSet<number>(Infinity)
  for (let value = 0; value < 20_000; value++) set.add(value)
  expect(set.size).toBe(20_000)
})

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

it('holds the entries that were set last, and limits the characters and bytes of long ones', () => {
  const text = 'x'.repeat(100e6)
  const map = new RecentMap<string, unknown>()
  map
    .set('short', 1)
    .set('a', text)
    .set('b', { parts: [{ text }] })
  expect([...map.keys()]).toEqual(['short', 'a', 'b'])
  map.set('c', new Uint8Array(60e6))
  expect([...map.keys()]).toEqual(['short', 'b', 'c'])
  map.delete('b')
  map.set('d', text)
  expect([...map.keys()]).toEqual(['short', 'c', 'd'])
  map.set('e', `${text}${text}${text}`)
  expect([...map.keys()]).toEqual(['short', 'e'])
  map.clear()
  map.set('f', text).set('g', text)
  expect(map.size).toBe(2)
})

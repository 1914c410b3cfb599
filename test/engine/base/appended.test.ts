import { expect, it } from 'vitest'
import { appended } from '../../../src/engine/base/appended.ts'

it('returns lists with another item at their ends, and leaves an empty one that is shared', () => {
  const none: number[] = []
  let list = none
  for (let item = 0; item < 20; item++) list = appended(list, item)
  expect([list, none]).toEqual([Array.from({ length: 20 }, (_, index) => index), []])
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathPattern, withoutMasked } from '../../../src/property/trial/mask-paths.ts'
import type { Snapshot } from '../../../src/property/trial/snapshot.ts'

const order = {
  id: 7,
  items: [
    { id: 'a', price: 3 },
    { id: 'b', price: 4 },
  ],
  meta: { at: '10:00', tookMs: 12 },
}

function masked(value: Snapshot, ...masks: readonly (string | RegExp)[]): Snapshot {
  return withoutMasked(value, masks.map(pathPattern))
}

describe('a mask', () => {
  it.for([
    ['a member', 'id', { items: order.items, meta: order.meta }],
    ['a member of a member', 'meta.at', { ...order, meta: { tookMs: 12 } }],
    ['all below a member', 'meta', { id: 7, items: order.items }],
    ['one item', 'items[1]', { ...order, items: [order.items[0]] }],
    ['a member of every item', 'items[*].id', { ...order, items: [{ price: 3 }, { price: 4 }] }],
    ['a member of any member', '*.tookMs', { ...order, meta: { at: '10:00' } }],
    ['what a RegExp matches', /(^|\.)id$/, { items: [{ price: 3 }, { price: 4 }], meta: order.meta }],
  ] as const)('hides %s', ([, mask, rest]) => {
    expect(masked(order, mask)).toEqual(rest)
  })

  it('is taken literally apart from its stars', () => {
    expect(masked({ 'a+b': 1, aab: 2 }, 'a+b')).toEqual({ aab: 2 })
    expect(masked({ id: 1, idle: 2, valid: 3 }, 'id')).toEqual({ idle: 2, valid: 3 })
  })

  it('hides the same values after any other comparison', () => {
    const mask = [pathPattern(/d/g)]
    expect(withoutMasked({ id: 1 }, mask)).toEqual({})
    expect(withoutMasked({ id: 1 }, mask)).toEqual({})
  })
})

describe('a value', () => {
  it('stays as it is if nothing in it is masked', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(masked(value as Snapshot, 'no such member')).toEqual(value)
      }),
    )
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { otherOrders, replyOrder } from '../../src/time/reply-order.ts'
import { VirtualClock } from '../../src/time/virtual-clock.ts'

/** What goes off, in order: `t` for timers of the app, `r` for answers, all due at 10 ms. */
function played(kinds: readonly ('t' | 'r')[], order: number | undefined): string[] {
  const clock = new VirtualClock()
  clock.restart(order === undefined ? undefined : replyOrder('tuesday', order))
  const gone: string[] = []
  for (const [index, kind] of kinds.entries())
    clock.after(10, () => gone.push(`${kind}${index}`), kind === 'r' ? { index, key: String(index), attempt: 1 } : undefined)
  while (clock.fireNext());
  return gone
}

const kindsArbitrary = fc.array(fc.constantFrom('t' as const, 'r' as const), { maxLength: 8 })

it('loses nothing and leaves timers in their order, for any order of answers', () => {
  fc.assert(
    fc.property(kindsArbitrary, fc.integer({ min: 1, max: otherOrders }), (kinds, order) => {
      const usual = played(kinds, undefined)
      const other = played(kinds, order)
      expect(other.toSorted()).toEqual(usual.toSorted())
      expect(other.filter((name) => name.startsWith('t'))).toEqual(usual.filter((name) => name.startsWith('t')))
      expect(played(kinds, order)).toEqual(other)
    }),
  )
})

it('has any two answers arrive in both orders in one pair of orders', () => {
  const answers = Array.from({ length: 8 }, () => 'r' as const)
  for (let order = 1; order <= otherOrders; order += 2) expect(played(answers, order + 1)).toEqual(played(answers, order).toReversed())
  expect(played(answers, 1)).not.toEqual(played(answers, 3))
})

it('is the requested one by default', () => {
  expect(played(['r', 't', 'r', 't'], undefined)).toEqual(['r0', 't1', 'r2', 't3'])
})

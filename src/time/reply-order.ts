import { randomFrom } from '../engine/base/random.ts'

/**
 * Where an answer stands among all that is due at the same time: below 0 before the timers of the app, above 0 after them, and
 * before every answer with a higher number. The app's own timers keep their order, which Node guarantees.
 * @param call its number, from 0
 * @param due in ms on the clock
 */
export type ReplyOrder = (call: number, due: number) => number

/** How many other orders there are of one seed. */
export const otherOrders = 4

/**
 * Another order of the answers that are due together. Orders come in pairs, each the mirror of the other, so that of any two
 * answers each comes first in one of a pair.
 * @param order from 1
 */
export function replyOrder(seed: string, order: number): ReplyOrder {
  const drawn = `${seed}/order/${Math.ceil(order / 2)}`
  const sign = order % 2 === 1 ? 1 : -1
  return (call, due) => sign * (2 * randomFrom(`${drawn}/${due}/${call}`).next() - 1)
}

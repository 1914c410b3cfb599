import { digest } from '../engine/base/hash.ts'
import { randomFrom } from '../engine/base/random.ts'
import type { AnsweredCall } from '../engine/model/clock.ts'

/**
 * Where an answer stands among all that is due at the same time: below 0 before the timers of the app, above 0 after them, and
 * before every answer with a higher number. The app's own timers keep their order, which Node guarantees.
 * @param due in ms on the clock
 */
export type ReplyOrder = (call: AnsweredCall, due: number) => number

/**
 * The usual order of answers that have to ask for their turn: after the timers of the app, by the request, and in the order in which
 * the same was asked. Sockets bring calls in an order that depends on which connections are open already, so the order in which they
 * arrived would not be the same in each run.
 */
export const usualOrder: ReplyOrder = ({ key, attempt }) => (Number.parseInt(digest(key).slice(0, 8), 16) + 1) / 2 ** 32 + attempt / 2 ** 50

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
  return ({ index }, due) => sign * (2 * randomFrom(`${drawn}/${due}/${index}`).next() - 1)
}

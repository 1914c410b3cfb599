import { digest } from '../engine/base/hash.ts'
import { randomFrom } from '../engine/base/random.ts'
import type { AnsweredCall } from '../engine/model/clock.ts'

/**
 * Sorts an answer among everything that is due at the same time: below 0 before the app's timers, above 0 after them, in ascending order.
 * The app's own timers keep their order, which Node guarantees.
 * @param due in ms on the clock
 */
export type ReplyOrder = (call: AnsweredCall, due: number) => number

/**
 * The default order of answers that need a turn: after the app's timers, by request, and by attempt. Sockets deliver calls in an order that
 * depends on which connections are open already, so the order of arrival differs between runs.
 */
export const usualOrder: ReplyOrder = ({ key, attempt }) => (Number.parseInt(digest(key).slice(0, 8), 16) + 1) / 2 ** 32 + attempt / 2 ** 50

/** The number of other orders per seed. */
export const otherOrders = 4

/**
 * Another order of the answers that are due together. Orders are in pairs, each the mirror of the other, so that each of two answers is
 * first in one of a pair.
 * @param order from 1
 */
export function replyOrder(seed: string, order: number): ReplyOrder {
  const drawn = `${seed}/order/${Math.ceil(order / 2)}`
  const sign = order % 2 === 1 ? 1 : -1
  return ({ index }, due) => sign * (2 * randomFrom(`${drawn}/${due}/${index}`).next() - 1)
}

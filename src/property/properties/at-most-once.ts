import { tasksOf } from './tasks.ts'
import { broken, held, inconclusive, type Property } from '../evidence.ts'

/**
 * Nothing is done to the world twice in one task: no key of `observe.effect` comes again.
 * @example
 * atMostOnce()
 */
export function atMostOnce(effect?: string): Property {
  return {
    id: effect === undefined ? 'at-most-once' : `at-most-once(${effect})`,
    statement: `${effect === undefined ? 'no deed is' : `${effect} is not`} done twice in one task`,
    hint: 'Give each deed an idempotency key, and keep the result of a tool before the next call goes out: a retry after it ran runs it again.',
    judge(evidence) {
      const { effects } = evidence.outcome
      const own = effects.filter(({ text }) => effect === undefined || text === effect)
      if (own.length === 0) return inconclusive('no effect was observed; tell of each with observe.effect(key)')
      for (const { name, startedAt, settledAt } of tasksOf(evidence)) {
        const within = own.filter(({ at }) => evidence.outcome.tasks.length === 0 || (at >= startedAt && at <= settledAt))
        const twice = within.find(({ text }, index) => within.findIndex((other) => other.text === text) < index)
        if (twice !== undefined)
          return broken(`"${twice.text}" was done ${within.filter(({ text }) => text === twice.text).length} times in ${name}`)
      }
      return held
    },
  }
}

import { defineProperty, violated, held, inconclusive, areToldApart, tasksOf, toldTogether, type Property } from '../../kit.ts'

/**
 * No side effect happens twice in one task: no key of `observe.effect` repeats.
 * @param effect the only key to judge. Default: all keys
 * @example
 * atMostOnce()
 */
export function atMostOnce(effect?: string): Property {
  return defineProperty({
    id: effect === undefined ? 'at-most-once' : `at-most-once(${effect})`,
    statement: `${effect === undefined ? 'no deed is' : `${effect} is not`} done twice in one task`,
    evidence: 'effects',
    hint: 'Give each deed an idempotency key, and keep the result of a tool before the next call goes out: a retry after it ran runs it again.',
    judge(evidence) {
      const isMeant = ({ text }: { readonly text: string }): boolean => effect === undefined || text === effect
      const own = evidence.outcome.effects.filter(isMeant)
      if (own.length === 0) return inconclusive('no effect was observed; tell of each with observe.effect(key)')
      if (!areToldApart(own, evidence)) return toldTogether
      for (const task of tasksOf(evidence)) {
        const keys = task.effects.filter(isMeant).map(({ text }) => text)
        const twice = keys.find((key, index) => keys.indexOf(key) < index)
        if (twice !== undefined) return violated(`"${twice}" was done ${keys.filter((key) => key === twice).length} times in ${task.name}`)
      }
      return held
    },
  })
}

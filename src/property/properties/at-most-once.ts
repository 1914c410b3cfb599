import { defineProperty, violated, held, inconclusive, areToldApart, tasksOf, toldTogether, type Property } from '../../kit.ts'

/**
 * Nothing is done to the world twice in one task: no key of `observe.effect` comes again.
 * @param effect the one key that is looked at; all of them where it is left out
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

import {
  defineProperty,
  BrownoutError,
  violated,
  held,
  inconclusive,
  hasFailed,
  retriesIn,
  tasksOf,
  areApart,
  mixed,
  type Property,
  checkOptions,
  wholeNumber,
  valueInWords,
} from '../../kit.ts'

/**
 * While a provider fails, retries stay below a share of the first attempts, per provider, over all tasks of a run. A retry
 * is a call after a failed one of the same task.
 * @param options.least the fewest first attempts needed to judge a provider. Default: 10
 * @throws BrownoutError if the share is negative
 * @example
 * retryBudget(0.2)
 */
export function retryBudget(ratio: number, options: { readonly least?: number } = {}): Property {
  checkOptions('retryBudget()', options, { least: wholeNumber(0) })
  const { least = 10 } = options
  if (typeof ratio !== 'number' || !(ratio >= 0))
    throw new BrownoutError(
      `retryBudget() cannot keep to ${valueInWords(ratio)} retries for each first attempt: expected a number of at least 0, such as 0.2.`,
    )
  return defineProperty({
    id: `retry-budget(${ratio})`,
    statement: `while a provider fails, there are at most ${ratio} retries for each first attempt`,
    evidence: 'journal of many tasks',
    hint: 'Count retries over all tasks, and stop when the budget is used up: a storm of retries keeps an overload going.',
    judge(evidence) {
      const tasks = tasksOf(evidence)
      if (!areApart(tasks)) return mixed
      const calls = tasks.flatMap((task) => task.calls)
      const retries = tasks.flatMap((task) => retriesIn(task.calls))
      const counts = [...new Set(calls.filter(hasFailed).map((call) => call.provider))].map((provider) => {
        const again = retries.filter(({ call }) => call.provider === provider).length
        return { provider, first: calls.filter((call) => call.provider === provider).length - again, again }
      })
      const judged = counts.filter(({ first }) => first >= least)
      if (judged.length === 0) return inconclusive(`no provider failed that got ${least} first attempts; run more tasks`)
      const over = judged.find(({ first, again }) => again > ratio * first)
      return over === undefined ? held : violated(`${over.provider} got ${over.again} retries for ${over.first} first attempts`)
    },
  })
}

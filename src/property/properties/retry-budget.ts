import { defineProperty, BrownoutError, violated, held, inconclusive, hasFailed, type Property } from '../../kit.ts'

/**
 * While a provider fails, retries stay below a share of the first attempts, over all tasks of a run and for each provider.
 * @param options.least how many first attempts a provider must have got to be judged. Default: 10
 * @throws BrownoutError if the share is negative
 * @example
 * retryBudget(0.2)
 */
export function retryBudget(ratio: number, { least = 10 }: { readonly least?: number } = {}): Property {
  if (!(ratio >= 0))
    throw new BrownoutError(
      `retryBudget() cannot keep to ${ratio} retries for each first attempt: expected a number of at least 0, such as 0.2.`,
    )
  return defineProperty({
    id: `retry-budget(${ratio})`,
    statement: `while a provider fails, there are at most ${ratio} retries for each first attempt`,
    evidence: 'journal of many tasks',
    hint: 'Count retries over all tasks, and stop when the budget is used up: a storm of retries keeps an overload going.',
    judge({ journal: { calls } }) {
      const counts = [...new Set(calls.filter(hasFailed).map((call) => call.provider))].map((provider) => {
        const own = calls.filter((call) => call.provider === provider)
        const first = own.filter(({ attempt }) => attempt === 0).length
        return { provider, first, retries: own.length - first }
      })
      const judged = counts.filter(({ first }) => first >= least)
      if (judged.length === 0)
        return inconclusive(`no provider failed that got ${least} first attempts; ask more in one run, each question another`)
      const over = judged.find(({ first, retries }) => retries > ratio * first)
      return over === undefined ? held : violated(`${over.provider} got ${over.retries} retries for ${over.first} first attempts`)
    },
  })
}

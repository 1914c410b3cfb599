import { hasFailed } from './calls.ts'
import { broken, held, inconclusive, type Property } from '../evidence.ts'

/**
 * While a provider fails, retries stay below a share of the first attempts, over all tasks of a run.
 * @example
 * retryBudget(0.2)
 */
export function retryBudget(ratio: number, { least = 10 }: { readonly least?: number } = {}): Property {
  return {
    id: `retry-budget(${ratio})`,
    statement: `while a provider fails, there are at most ${ratio} retries for each first attempt`,
    hint: 'Count retries over all tasks, and stop when the budget is used up: a storm of retries keeps an overload going.',
    judge({ journal: { calls } }) {
      for (const provider of new Set(calls.filter(hasFailed).map((call) => call.provider))) {
        const own = calls.filter((call) => call.provider === provider)
        const first = own.filter(({ attempt }) => attempt === 0).length
        if (first < least) continue
        return own.length - first <= ratio * first
          ? held
          : broken(`${provider} got ${own.length - first} retries for ${first} first attempts`)
      }
      return inconclusive(`no provider failed that got ${least} first attempts; run more tasks, each by observe.task`)
    },
  }
}

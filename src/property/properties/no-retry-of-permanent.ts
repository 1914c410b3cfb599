import { defineProperty, violated, held, inconclusive, type ProblemKind, type Property } from '../../kit.ts'

/**
 * A request that cannot succeed is not retried: a bad request, a wrong key, a model that is gone, a quota that is used up.
 * @param options.except the kinds of problem that may be retried
 * @example
 * noRetryOfPermanent()
 */
export function noRetryOfPermanent({ except = [] }: { readonly except?: readonly ProblemKind[] } = {}): Property {
  return defineProperty({
    id: 'no-retry-of-permanent',
    statement: `what a provider has refused for good is not asked of it again${except.length === 0 ? '' : ` (but for ${except.join(', ')})`}`,
    evidence: 'journal',
    hint: 'Tell failures apart before retrying. A used-up quota has the status of a rate limit (429) and the code insufficient_quota; the SDKs retry it unless told not to.',
    judge({ journal: { calls } }) {
      const refusals = calls.filter((call) => call.problem?.permanent === true && !except.includes(call.problem.kind))
      if (refusals.length === 0) return inconclusive('nothing was refused for good')
      for (const refusal of refusals) {
        const again = calls
          .slice(calls.indexOf(refusal) + 1)
          .filter((call) => call.provider === refusal.provider && call.key === refusal.key)
        if (again.length > 0)
          return violated(
            `${refusal.provider} said ${refusal.problem!.kind}, and was asked the same ${again.length === 1 ? 'again' : `${again.length} more times`}`,
          )
      }
      return held
    },
  })
}

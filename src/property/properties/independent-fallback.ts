import { defineProperty, hasFailed, isAnswer, violated, held, inconclusive, judgeEach, type JournalCall, type Property } from '../../kit.ts'

/**
 * A fallback goes to another provider and another host than the call that failed.
 * @example
 * independentFallback()
 */
export function independentFallback(): Property {
  return defineProperty({
    id: 'independent-fallback',
    statement: 'a fallback goes to another provider and another host than what failed',
    evidence: 'journal',
    hint: 'Let the fallback be of another vendor: a sibling model shares the key, the quota, the edge and the outage.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls }) => {
        const isSame = (one: JournalCall, another: JournalCall): boolean => one.provider === another.provider && one.model === another.model
        // A model that failed and then answered needs no fallback. Another model may be called for something else.
        const first = calls.find((call) => hasFailed(call) && !calls.some((later) => isAnswer(later) && isSame(later, call)))
        const fallbacks = first === undefined ? [] : calls.slice(calls.indexOf(first) + 1).filter((call) => !isSame(call, first))
        if (first === undefined || fallbacks.length === 0)
          return inconclusive(first === undefined ? 'nobody failed for good' : 'nothing else was asked after a failure')
        return fallbacks.some((call) => call.provider !== first.provider && call.host !== first.host)
          ? held
          : violated(
              `${first.model} of ${first.provider} failed, and only ${fallbacks[0]!.model} at ${fallbacks[0]!.host} was asked instead`,
            )
      }),
  })
}

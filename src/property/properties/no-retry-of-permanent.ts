import {
  defineProperty,
  violated,
  remark,
  held,
  inconclusive,
  judgeEach,
  numberOf,
  retriesIn,
  type JournalCall,
  type ProblemKind,
  type Property,
  type Retry,
  type Verdict,
  checkOptions,
  listLike,
} from '../../kit.ts'

/** Whether a call was refused for a reason that no retry can change. */
function isRefusedForGood({ problem, status }: JournalCall, except: readonly (ProblemKind | number)[]): boolean {
  return problem?.permanent === true && !except.includes(problem.kind) && (status === undefined || !except.includes(status))
}

function judgeRetries(retries: readonly Retry[]): Verdict {
  const [first] = retries
  if (first === undefined) return held
  const { provider, key, problem } = first.failed
  const again = retries.filter(({ failed }) => failed.provider === provider && failed.key === key)
  const { length } = again
  const times = length === 1 ? 'again as' : `${length} more times, the last as`
  const how = `${provider} answered call ${numberOf(first.failed)} with ${problem!.kind}, and got the same request ${times} call ${numberOf(again.at(-1)!.call)}`
  // One more call can be another user's, if the task does not mark users, or one with a renewed token that looks the same in a test.
  return length === 1 ? remark(how) : violated(how)
}

function isKindOrStatus(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

/**
 * A request that cannot succeed is not retried: a bad request, a wrong API key, a removed model, an exhausted quota. Another
 * task, other credentials, and the same request 10 minutes later do not count as retries. A single retry is a remark.
 * @param options.except the retryable kinds of problem and HTTP statuses
 * @example
 * noRetryOfPermanent()
 */
export function noRetryOfPermanent(options: { readonly except?: readonly (ProblemKind | number)[] } = {}): Property {
  checkOptions('noRetryOfPermanent()', options, { except: listLike("['authentication', 404]", isKindOrStatus) })
  const { except = [] } = options
  return defineProperty({
    id: 'no-retry-of-permanent',
    statement: `a request that a provider rejected with a non-retryable error is not retried${except.length === 0 ? '' : ` (except ${except.join(', ')})`}`,
    evidence: 'journal',
    hint: 'Classify errors before you retry. A used-up quota has the status of a rate limit (429) and the type insufficient_quota, and SDKs retry it by default.',
    judge: (evidence) =>
      judgeEach(evidence, ({ calls }) => {
        if (!calls.some((call) => isRefusedForGood(call, except))) return inconclusive('no call failed with a non-retryable error')
        return judgeRetries(retriesIn(calls).filter(({ failed }) => isRefusedForGood(failed, except)))
      }),
  })
}

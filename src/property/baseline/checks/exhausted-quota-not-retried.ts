import type { JournalCall } from '../../../engine/model/journal.ts'
import { retriesIn } from '../../verdict/retries.ts'
import { held, inconclusive, remark } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'

/** How often the providers' SDKs retry any 429 on their own. */
const retriesOfSDKs = 2

/** The longest run that a user waits for, in ms. A longer-running worker can wait until the account is topped up. */
const longestRun = 600_000

/** A 429 that waiting cannot fix is distinguished from one that it can. */
export const exhaustedQuotaNotRetried: BaselineCheck = {
  id: 'exhausted-quota-not-retried',
  title: 'A used-up quota is retried like a rate limit',
  statement: `a request that failed because the quota is used up is retried at most ${retriesOfSDKs} times, the default of SDKs`,
  hint: 'Read the type of a 429, such as insufficient_quota, before you retry. The code names the quota, and providers add new codes.',
  judge({ rehearsal }) {
    if (!rehearsal.journal.calls.some(isUsedUp)) return inconclusive('no quota was used up')
    for (const { calls, startedAt, copies } of rehearsal.runs) {
      if (copies.some(({ outcome }) => outcome.abortedAt !== undefined || outcome.settledAt - startedAt > longestRun)) continue
      // Other endings do not show how long the app would have tried.
      const last = new Map(calls.map((call) => [call.key, call]))
      const retries = retriesIn(calls).filter(({ failed }) => isUsedUp(failed) && isUsedUp(last.get(failed.key)!))
      const [first] = retries
      const most = Math.max(0, ...retries.map(({ nth }) => nth))
      if (first !== undefined && most > retriesOfSDKs)
        return remark(`${first.failed.provider} answered with ${first.failed.problem!.kind}, and got the same request ${most} more times`)
    }
    return held
  },
}

function isUsedUp({ status, problem }: JournalCall): boolean {
  return status === 429 && problem?.permanent === true
}

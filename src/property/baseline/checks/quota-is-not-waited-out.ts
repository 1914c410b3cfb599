import type { JournalCall } from '../../../engine/model/journal.ts'
import { retriesIn } from '../../verdict/retries.ts'
import { held, inconclusive, remark } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'

/** How often the SDKs of the providers retry any 429 by themselves. */
const retriesOfSDKs = 2

/** How long a run lasts at most that somebody waits for, in ms. A worker with more time can wait until the account is topped up. */
const longestRun = 600_000

/** A 429 that no wait can change is distinguished from one that a wait can. */
export const quotaIsNotWaitedOut: BaselineCheck = {
  id: 'quota-is-not-waited-out',
  title: 'A used-up quota is retried like a rate limit',
  statement: `a request that failed because the quota is used up is retried at most ${retriesOfSDKs} times, the default of SDKs`,
  hint: 'Read the type of a 429, such as insufficient_quota, before you retry. The code names the quota, and providers add new codes.',
  judge({ rehearsal }) {
    if (!rehearsal.journal.calls.some(isUsedUp)) return inconclusive('no quota was used up')
    for (const { calls, startedAt, copies } of rehearsal.runs) {
      if (copies.some(({ outcome }) => outcome.abortedAt !== undefined || outcome.settledAt - startedAt > longestRun)) continue
      // What ends otherwise does not show how long the app would have tried.
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

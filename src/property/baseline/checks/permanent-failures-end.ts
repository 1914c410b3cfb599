import { held, inconclusive, remark } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { targetOf } from '../comparison.ts'
import { requestOf } from '../requests.ts'

/** How often the official SDKs try again, by whatever status they judge. */
const usualRetries = 2

/** A failure that no retry helps is not retried for long. */
export const permanentFailuresEnd: BaselineCheck = {
  id: 'permanent-failures-end',
  title: 'Keeps retrying what cannot succeed',
  statement: 'a failure that the provider calls permanent is not retried more often than the SDK does by itself',
  hint: 'Read the error code beside the status: insufficient_quota is a 429 that no wait helps.',
  judge({ rehearsal }) {
    const [run] = rehearsal.runs
    const permanent = (run?.calls ?? []).filter(({ problem }) => problem?.permanent === true)
    if (run === undefined || permanent.length === 0) return inconclusive('no failure was permanent')
    for (const calls of Map.groupBy(permanent, (call) => `${targetOf(call)} ${requestOf(call)}`).values()) {
      const [first] = calls
      if (calls.length - 1 > usualRetries)
        return remark(`${targetOf(first!)} said ${first!.problem!.kind}, and got the same request ${calls.length - 1} more times`)
    }
    return held
  },
}

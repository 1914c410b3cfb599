import { hasFailed } from '../../verdict/calls.ts'
import { held, inconclusive, remark } from '../../verdict/verdict.ts'
import { isClean } from '../calls.ts'
import type { BaselineCheck } from '../check.ts'
import { counted } from '../comparison.ts'

/** What was answered is not paid for again. */
export const answersNotAskedAgain: BaselineCheck = {
  id: 'answers-not-asked-again',
  title: 'An answered request is paid for again',
  statement: 'what a provider has answered is not asked again because another call failed',
  hint: 'Keep the answers of the steps that succeeded, and repeat only the step that failed.',
  judge({ rehearsal, pairs }) {
    if (!rehearsal.journal.calls.some(hasFailed)) return inconclusive('no call failed')
    for (const { run, was } of pairs) {
      const usual = counted(was.calls.filter(isClean).map(({ key }) => key))
      const now = counted(run.calls.filter(isClean).map(({ key }) => key))
      const again = [...now].filter(([key, count]) => usual.has(key) && count > usual.get(key)!)
      const more = again.reduce((sum, [key, count]) => sum + count - usual.get(key)!, 0)
      if (more > 0)
        return remark(
          `${more} ${more === 1 ? 'request' : 'requests'} that had been answered ${more === 1 ? 'was' : 'were'} sent again, and answered again`,
        )
    }
    return held
  },
}

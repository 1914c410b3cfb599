import { held, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'

/** No promise rejects without a handler, in any of the runs. */
export const rejectionsHandled: BaselineCheck = {
  id: 'rejections-handled',
  title: 'A promise rejection is not handled',
  statement: 'every promise rejection is handled, also in later runs and next to a concurrent run',
  hint: 'Await or catch every promise, also those of calls that lost a race or were aborted.',
  judge({ rehearsal }) {
    for (const [place, { copies }] of rehearsal.runs.entries())
      for (const { outcome } of copies)
        for (const { text } of outcome.uncaught)
          return violated(`nothing catches ${text.slice(0, 120)}${place === 0 ? '' : `, in run ${place + 1}`}`)
    return held
  },
}

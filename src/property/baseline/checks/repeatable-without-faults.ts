import { held, inconclusive, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'
import { errorTextOf } from '../comparison.ts'

/** The same task again, without a fault. */
export const repeats: BaselineCheck = {
  id: 'repeatable-without-faults',
  title: 'The task fails when it runs again, without any fault',
  statement: 'without a fault, the task resolves again and again',
  hint: 'Look for state that a run leaves behind: a lock, a slot, an aborted signal, a closed client, a used-up stream.',
  judge({ rehearsal, injections }) {
    if (injections.length > 0) return inconclusive('faults were injected')
    const [first, ...later] = rehearsal.runs
    if (first === undefined || first.copies.some(({ outcome }) => outcome.settlement.type !== 'value'))
      return inconclusive('the first run does not resolve')
    for (const [place, { copies }] of later.entries()) {
      const failed = copies.find(({ outcome }) => outcome.settlement.type !== 'value')
      if (failed !== undefined) return violated(`run ${place + 2} of the same task ${errorTextOf(failed)}although no fault was injected`)
    }
    return held
  },
}

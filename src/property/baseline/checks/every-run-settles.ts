import { isEndedByRuntime } from '../../verdict/calls.ts'
import { held, inconclusive, violated } from '../../verdict/verdict.ts'
import type { BaselineCheck } from '../check.ts'

/** Every run of the task settles. */
export const settles: BaselineCheck = {
  id: 'every-run-settles',
  title: 'The task never settles',
  statement: 'every run of the task resolves or rejects, also after a failed run and next to a concurrent one',
  hint: 'Give each call a timeout, release slots and locks in a finally, and settle every waiting caller when a shared call fails.',
  judge({ rehearsal, baseline }) {
    if (baseline.runs.some(({ copies }) => copies.some(({ outcome }) => outcome.settlement.type === 'stuck')))
      return inconclusive('the task does not settle without a fault, either')
    for (const [place, { copies, calls }] of rehearsal.runs.entries()) {
      // Calls that the runtime ends after a while block later runs here, but not in production.
      if (copies.some(({ outcome }) => outcome.settlement.type === 'stuck') && isEndedByRuntime(calls)) return held
      for (const { outcome } of copies)
        // A task that waits for a timer is not stuck; settles-within limits how long it can wait.
        if (outcome.settlement.type === 'stuck' && outcome.settlement.isAtLimit !== true)
          return violated(
            `${rehearsal.runs.length === 1 ? 'the task' : `run ${place + 1} of ${rehearsal.runs.length}`} never settles: ${reasonOf(outcome.settlement.error)}`,
          )
    }
    return held
  },
}

function reasonOf(error: Error): string {
  return error.message.replace(/^Stuck at [^:]+: /, '').replace(/\.$/, '')
}

import { formatDuration, milliseconds, type Duration } from '../../engine/duration.ts'
import { broken, held, type Property } from '../evidence.ts'

/**
 * Every task resolves or rejects within a time.
 * @example
 * settlesWithin('60s')
 */
export function settlesWithin(deadline: Duration): Property {
  const limit = milliseconds(deadline)
  return {
    id: `settles-within(${formatDuration(limit)})`,
    statement: `every task resolves or rejects within ${formatDuration(limit)}`,
    hint: 'Give the whole task a deadline, and a stream a limit for the time between two tokens: the SDKs only time the headers out.',
    judge({ outcome: { settlement, settledAt } }) {
      if (settlement.type === 'stuck') return broken(`it never settled. ${settlement.error.message.replace(/\.$/, '')}`)
      return settledAt <= limit ? held : broken(`it settled after ${formatDuration(settledAt)}`)
    },
  }
}

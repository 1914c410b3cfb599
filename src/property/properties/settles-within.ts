import { defineProperty, formatDuration, milliseconds, violated, held, tasksOf, type Duration, type Property } from '../../kit.ts'

/**
 * Every task resolves or rejects within a time.
 * @example
 * settlesWithin('60s')
 */
export function settlesWithin(deadline: Duration): Property {
  const limit = milliseconds(deadline)
  return defineProperty({
    id: `settles-within(${formatDuration(limit)})`,
    statement: `every task resolves or rejects within ${formatDuration(limit)}`,
    evidence: 'outcome times',
    hint: 'Give the whole task a deadline, and a stream a limit for the time between two tokens: the SDKs only time the headers out.',
    judge(evidence) {
      const { settlement } = evidence.outcome
      if (settlement.type === 'stuck') return violated(`it never settled. ${settlement.error.message.replace(/\.$/, '')}`)
      for (const { name, startedAt, settledAt } of tasksOf(evidence)) {
        const took = settledAt - startedAt
        if (took > limit) return violated(`${evidence.outcome.tasks.length === 0 ? 'it' : name} settled after ${formatDuration(took)}`)
      }
      return held
    },
  })
}

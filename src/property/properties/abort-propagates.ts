import { defineProperty, formatDuration, violated, held, inconclusive, isOpenAt, type Property } from '../../kit.ts'

/** How long after the end of a task its calls may still be open, in ms. */
const grace = 100

/**
 * When a task settles or is aborted, its open calls end within 100 ms, and no new call begins.
 * @example
 * abortPropagates()
 */
export function abortPropagates(): Property {
  return defineProperty({
    id: 'abort-propagates',
    statement: 'when a task settles or is aborted, its open calls end within 100 ms and no new one begins',
    evidence: 'journal and outcome times',
    hint: "Hand the task's signal to every call, and to every wait between them. Leaving a loop over a stream early must cancel it; a timeout must abort what it gave up.",
    judgesAborts: true,
    judge({ journal: { calls }, outcome: { settlement, settledAt, abortedAt } }) {
      if (settlement.type === 'stuck' && abortedAt === undefined) return inconclusive('the task never settled, and was not aborted')
      const over = abortedAt ?? settledAt
      const open = calls.filter((call) => isOpenAt(call, over + grace))
      const cause = abortedAt === undefined ? 'the task settled' : 'the task was aborted'
      if (open.length > 0)
        return violated(
          `${cause} at ${formatDuration(over)}, and a call to ${open[0]!.provider} was still open ${formatDuration(grace)} later`,
        )
      const late = calls.find((call) => call.startedAt > over)
      if (late !== undefined)
        return violated(`${cause} at ${formatDuration(over)}, and a call to ${late.provider} began at ${formatDuration(late.startedAt)}`)
      const wasOpen = calls.some((call) => isOpenAt(call, over) || call.ending === 'aborted')
      return wasOpen ? held : inconclusive('no call was open when the task was over')
    },
  })
}

import { formatDuration } from '../../engine/base/duration.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import { isListening, numberOf } from '../verdict/calls.ts'
import { held, inconclusive, violated } from '../verdict/verdict.ts'
import type { Rule } from './rule.ts'

/** Whether neither the provider nor the client ended a call. A client listens as long as it likes. */
function isLeftOpen(call: JournalCall): boolean {
  return !isListening(call) && (call.ending === undefined || call.ending === 'hung')
}

/** A client reads its streams to the end, or cancels them. */
export const closesStreams: Rule = {
  id: 'closes-streams',
  title: 'A stream is left open',
  hint: 'Read a stream to its end or cancel it: leave its loop, abort its signal, or set a timeout that does.',
  needsEarlierCalls: false,
  judge({ calls }) {
    const open = calls.filter(isLeftOpen)
    const [first] = open
    if (first !== undefined) {
      const others = open.length === 1 ? '' : `, and ${open.length - 1} more`
      return violated(
        `call ${numberOf(first)}, to ${first.provider}, which began at ${formatDuration(first.startedAt)}, was still open when the test was over${others}`,
      )
    }
    return calls.some(({ stream }) => stream) ? held : inconclusive('nothing was streamed')
  },
}

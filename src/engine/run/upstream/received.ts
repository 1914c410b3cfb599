import type { EndBeat, WaitBeat } from '../../model/beat.ts'
import type { Head } from '../../model/frame.ts'
import type { UpstreamBytes, UpstreamReply } from '../../model/upstream.ts'
import type { CallRecord } from '../call-record.ts'
import { failureOfStatus } from './failure-of-status.ts'
import type { HeardReply } from './heard-reply.ts'

/** What comes of an upstream, in the order in which it came. */
export type Received = Head | UpstreamBytes | WaitBeat | EndBeat

/**
 * Asks an upstream at the moment when the first item is asked for, and takes its reply at the pace of the client. A reply that is
 * left before its end is aborted.
 * @param heard is what was read of it so far
 * @param record has what breaks noted as the upstream's. `undefined` if the request is no call
 * @param now in milliseconds since 1970
 */
export function* received(
  ask: () => UpstreamReply,
  heard: HeardReply,
  record: CallRecord | undefined,
  now: () => number,
): Generator<Received, void, undefined> {
  const reply = ask()
  try {
    for (;;) {
      const item = reply.next()
      if (item instanceof Promise) {
        yield { type: 'wait', ms: 0, until: item }
        continue
      }
      if (item.type === 'end' && item.message !== undefined) record?.notes.push(`upstream: ${item.message}`)
      yield item.type === 'head' ? withProblem(item, now()) : item
      if (item.type === 'end') return
    }
  } finally {
    reply.abort(heard.hasEnded)
  }
}

function withProblem(head: Head, now: number): Head {
  const problem = failureOfStatus(head.status, head.headers, now)
  return problem === undefined ? head : { ...head, problem }
}

import type { EndBeat, WaitBeat } from '../../model/beat.ts'
import type { Head } from '../../model/frame.ts'
import type { UpstreamBytes, UpstreamReply } from '../../model/upstream.ts'
import type { CallRecord } from '../call-record.ts'
import { failureOfStatus } from './failure-of-status.ts'
import type { HeardReply } from './heard-reply.ts'

/** An item from an upstream, in order of arrival. */
export type Received = Head | UpstreamBytes | WaitBeat | EndBeat

/**
 * Sends a request to an upstream when the first item is read and reads its reply at the client's pace. A reply that is not read to its end
 * is aborted.
 * @param heard the content read so far
 * @param record records upstream failures. `undefined` if the request is not a call
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
      if (item.type === 'end' && item.message !== undefined) record?.note(`upstream: ${item.message}`)
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

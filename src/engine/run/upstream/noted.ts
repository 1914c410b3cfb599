import type { Call } from '../../model/call.ts'
import type { CallRecord } from '../call-record.ts'
import type { Run } from '../run.ts'
import type { HeardReply } from './heard-reply.ts'
import type { Received } from './received.ts'

interface Noting {
  readonly run: Run
  readonly call: Call
  readonly record: CallRecord
  readonly heard: HeardReply
}

/**
 * Writes into the journal what an upstream says, as far as it was read: the truth, of which a fault can keep something from the client.
 * A complete answer is kept for the incident, so that a replay needs no upstream.
 */
export function* noted(items: Iterable<Received>, { run, call, record, heard }: Noting): Generator<Received, void, undefined> {
  const note = (): void => {
    if (heard.model === undefined && heard.parts.length === 0) return
    record.answeredBy = heard.model ?? call.model
    record.usage = heard.usage
    record.finish = heard.finish
  }
  try {
    for (const item of items) {
      note()
      yield item
    }
  } finally {
    note()
    if (record.answeredBy !== undefined) record.truth = heard.text
    if (heard.isComplete && heard.parts.length > 0) run.recording.answered(call.key, call.attempt, answerOf(heard))
  }
}

function answerOf({ parts, model, finish, usage }: HeardReply) {
  return {
    parts,
    ...(model === undefined ? {} : { model }),
    ...(finish === undefined ? {} : { finish }),
    ...(usage === undefined ? {} : { usage }),
  }
}

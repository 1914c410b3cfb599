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
 * Records an upstream's content in the journal, as far as it was read, as the expected answer. A fault can keep some of it from the client.
 * A complete answer is recorded for the incident file, so that a replay needs no upstream.
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
    if (heard.isComplete && heard.parts.length > 0) run.recording.answered(record, call.key, call.attempt, answerOf(heard))
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

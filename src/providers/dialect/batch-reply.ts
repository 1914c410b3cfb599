import type { AnsweredRequest } from '../../engine/model/answered-batch.ts'
import type { Reply } from '../../engine/model/reply.ts'

/**
 * Returns the answers in the results of a batch as one reply, for the journal of the call that reads them. It is available
 * immediately. `undefined` if no result has an answer.
 */
export function replyInResults(results: readonly AnsweredRequest[]): Reply | undefined {
  const replies = results.flatMap(({ reply }) => reply ?? [])
  const [first] = replies
  if (first === undefined) return undefined
  return {
    ...first,
    parts: replies.flatMap(({ parts }) => parts),
    facts: replies.flatMap(({ facts }) => facts),
    finish: 'stop',
    pace: { firstToken: 0, perDelta: 0 },
  }
}

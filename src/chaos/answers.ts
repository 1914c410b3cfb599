import { defaultAnswers, guarded } from '../answers/index.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { ReadIncident } from '../engine/plan/incident.ts'
import type { RecordedAnswers } from '../engine/plan/recorded-answers.ts'
import { recordedAnswer } from '../engine/run/recording.ts'

/** Returns the source of fault-free replies: recorded answers first, then the user's own source, then the default. */
export function answersOf(own: AnswerSource | undefined, replay: Partial<ReadIncident> | undefined): AnswerSource {
  const source = own === undefined ? defaultAnswers : firstOf(guarded(own, 'The answers'), defaultAnswers)
  return replay === undefined ? source : asRecorded(replay.answers ?? {}, source)
}

function firstOf(source: AnswerSource, fallback: AnswerSource): AnswerSource {
  return async (call, context) => {
    const answer = await source(call, context)
    // A source of text answers does not apply to a request for vectors.
    const isMeant = call.operation === undefined || answer?.parts.some((part) => part.type === 'data') === true
    return (isMeant ? answer : undefined) ?? fallback(call, context)
  }
}

/**
 * Returns a source that prefers recorded answers to the test's own source. The own source still runs, so that one which counts requests,
 * such as a script, stays in step.
 */
function asRecorded(answers: RecordedAnswers, own: AnswerSource): AnswerSource {
  return async (call, context) => {
    const recorded = recordedAnswer(answers, call)
    const said = await own(call, context)
    return recorded ?? said
  }
}

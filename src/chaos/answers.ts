import { defaultAnswers } from '../answers/index.ts'
import type { AnswerSource } from '../engine/model/answer.ts'
import type { ReadIncident } from '../engine/plan/incident.ts'
import type { RecordedAnswers } from '../engine/plan/recorded-answers.ts'
import { recordedAnswer } from '../engine/run/recording.ts'

/** What fault-free replies say: what an incident recorded, else what the user's own source says, else the default. */
export function answersOf(own: AnswerSource | undefined, replay: Partial<ReadIncident> | undefined): AnswerSource {
  const source = own === undefined ? defaultAnswers : firstOf(own, defaultAnswers)
  return replay === undefined ? source : asRecorded(replay.answers ?? {}, source)
}

function firstOf(source: AnswerSource, fallback: AnswerSource): AnswerSource {
  return async (call, context) => {
    const answer = await source(call, context)
    // A source that speaks as text has nothing to say where vectors are asked for.
    const isMeant = call.operation === undefined || answer?.parts.some((part) => part.type === 'data') === true
    return (isMeant ? answer : undefined) ?? fallback(call, context)
  }
}

/**
 * What was recorded goes before what the test's own source says. That is asked anyway, so that one which counts its
 * questions, such as a script, stays in step.
 */
function asRecorded(answers: RecordedAnswers, own: AnswerSource): AnswerSource {
  return async (call, context) => {
    const recorded = recordedAnswer(answers, call)
    const said = await own(call, context)
    return recorded ?? said
  }
}

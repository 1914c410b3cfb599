import type { AnswerSource } from '../engine/model/answer.ts'
import { readAnswers, type Incident } from '../engine/plan/incident.ts'
import { recordedAnswer } from '../engine/run/recording.ts'

/**
 * Answers each question as it was answered in an incident; what was not asked there is left to the default answers.
 * @param incident the incident, or the JSON text of its file
 * @throws BrownoutError if it is not an incident, or one of another version
 * @example
 * brownout({ providers: [openai()], answers: answers.recorded(readFileSync('incident.json', 'utf8')) })
 */
export function recorded(incident: Incident | string): AnswerSource {
  const answers = readAnswers(incident)
  return (call) => recordedAnswer(answers, call)
}

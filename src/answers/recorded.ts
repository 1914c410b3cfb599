import type { AnswerSource } from '../engine/model/answer.ts'
import { readAnswers, type Incident } from '../engine/plan/incident.ts'
import { recordedAnswer } from '../engine/run/recording.ts'

/**
 * Answers each prompt as in an incident file. Other prompts get the default answers.
 * @param incident the incident file, as value or JSON text
 * @throws BrownoutError if it is not an incident file, or has another version
 * @example
 * brownout({ providers: [openai()], answers: answers.recorded(readFileSync('incident.json', 'utf8')) })
 */
export function recorded(incident: Incident | string): AnswerSource {
  const answers = readAnswers(incident)
  return (call) => recordedAnswer(answers, call)
}

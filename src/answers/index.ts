import { facts } from './facts.ts'
import { from } from './from.ts'
import { recorded } from './recorded.ts'
import { script } from './script.ts'

export { byQuestion } from './by-question.ts'
export { defaultAnswers } from './default.ts'
export { guarded } from './guarded.ts'
export type { AnswerFact } from './facts.ts'
export type { ScriptedAnswer, ScriptedToolCall } from './said.ts'

/** The sources of fault-free answers. */
export const answers: {
  readonly facts: typeof facts
  readonly script: typeof script
  readonly from: typeof from
  readonly recorded: typeof recorded
} = { facts, script, from, recorded }

import { promptHash } from '../../engine/kit/prompt-hash.ts'
import type { JournalCall } from '../../engine/model/journal.ts'
import type { InjectionData } from '../../engine/plan/injection.ts'
import { inTurn } from './in-turn.ts'
import type { FiringFault } from './single-faults.ts'
import type { Feedback } from './trials.ts'

/** How many prompts are failed one by one. */
const mostQuestions = 6

/** One of several steps whose calls always fail during an outage, with every provider. */
export function oneStepDown(firing: readonly FiringFault[], baseline: Feedback): InjectionData[] {
  const outage = firing.find(({ choice }) => choice.fault.shows === '5xx')
  return outage === undefined ? [] : onOneQuestion([outage], baseline)
}

/** One prompt whose calls always fail, with every provider. Prompts take turns. */
export function onOneQuestion(firing: readonly FiringFault[], baseline: Feedback): InjectionData[] {
  const questions = questionsOf(baseline.calls)
  if (questions.length < 2) return []
  return firing
    .filter(({ choice }) => choice.injection === undefined)
    .flatMap(({ injection }) => questions.map((question) => ({ ...injection, trigger: { forPrompt: { hash: question } } })))
}

/** Prompts of different kinds first: steps of one kind, such as the items of a batch, are similar. */
function questionsOf(calls: readonly JournalCall[]): string[] {
  const kinds = Map.groupBy(calls, ({ provider, model, endpoint, call }) => {
    const system = call.messages.filter(({ role }) => role === 'system')
    return JSON.stringify([provider, model, endpoint, system, call.tools.map(({ name }) => name), call.output !== undefined])
  })
  const ofKinds = [...kinds.values()].map((ones) => [...new Set(ones.map(({ call }) => promptHash(call)))])
  return [...new Set(inTurn(ofKinds))].slice(0, mostQuestions)
}

import type { Assistant } from '../../examples/support/assistant.ts'
import {
  abortPropagates,
  fallsBack,
  honorsRetryAfter,
  marksWrongAnswers,
  noRetryOfPermanent,
  noSilentTruncation,
  retriesAtMost,
  settlesWithin,
  type Task,
} from '../../src/property/index.ts'

/** What the hardened assistant keeps, and the naive one breaks. */
export const properties = [
  settlesWithin('60s'),
  retriesAtMost(2),
  honorsRetryAfter(),
  noRetryOfPermanent(),
  noSilentTruncation(),
  fallsBack({ from: 'openai', to: 'anthropic' }),
  abortPropagates(),
  marksWrongAnswers(),
]

/** A question to an assistant, as a task for a search. */
export function taskOf(assistant: Assistant): Task {
  return ({ observe, signal }) =>
    assistant.ask('Where is my order 118?', {
      signal,
      onText: (piece) => observe.streamed(piece),
      onRestart: () => observe.retracted(),
    })
}

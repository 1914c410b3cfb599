import type { Call } from './call.ts'
import type { Random } from '../base/random.ts'
import type { FinishReason, ReplyPart, StatedFact, Usage } from './reply.ts'

/** What an answer source says to a call. What it leaves out is filled in: the asked model, `stop`, estimated usage. */
export interface Answer {
  readonly parts: readonly ReplyPart[]
  readonly model?: string
  readonly finish?: FinishReason
  readonly usage?: Partial<Usage>
  readonly facts?: readonly StatedFact[]
}

/** What an answer source may use beside the call. */
export interface AnswerContext {
  /** Draws for this call: the same for the same seed. */
  readonly random: Random
  /** What a source remembers through a run: made at first, found again until the run is reset. */
  remember<Value>(owner: object, make: () => Value): Value
}

/** Where undisturbed replies come from. `undefined` hands the call on to the default answers. */
export type AnswerSource = (call: Call, context: AnswerContext) => Answer | undefined | Promise<Answer | undefined>

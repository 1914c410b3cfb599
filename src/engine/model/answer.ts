import type { Call } from './call.ts'
import type { Random } from '../base/random.ts'
import type { Problem } from './problem.ts'
import type { FinishReason, ReplyPart, StatedFact, ToolList, Usage } from './reply.ts'
import type { ToolEffect } from './tool-run.ts'

/** An answer from an answer source. Missing parts get defaults: the requested model, `stop`, estimated usage. */
export interface Answer {
  readonly parts: readonly ReplyPart[]
  readonly model?: string
  readonly finish?: FinishReason
  readonly usage?: Partial<Usage>
  readonly facts?: readonly StatedFact[]
}

/** An answer without a model, such as a tool result. */
export interface ServerAnswer extends Answer {
  /** How long it takes, in ms. Default: 0 */
  readonly takes?: number
  /** The list of tools, if the request was for one. */
  readonly toolList?: ToolList
}

/** An endpoint's answer without a model: an answer, or why there is none. `undefined` leaves the answer to the answer source. */
export type OwnAnswer = ServerAnswer | { readonly problem: Problem } | undefined

/** What an answer source gets in addition to the call. */
export interface AnswerContext {
  /** Random draws for this call: the same for the same seed. */
  readonly random: Random
  /** Returns the memory of a source in this run. Created on first use, kept until the run is reset. */
  remember<Value>(owner: object, make: () => Value): Value
}

/** What an endpoint that answers without a model gets in addition to the call. */
export interface OwnAnswerContext extends AnswerContext {
  /** Records in the journal that a tool runs now, with its side effect. */
  runs(effect?: ToolEffect): void
}

/** The source of answers without faults. `undefined` passes the call to the default answers. */
export type AnswerSource = (call: Call, context: AnswerContext) => Answer | undefined | Promise<Answer | undefined>

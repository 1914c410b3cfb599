import type { Exchange, FinishReason, Reply, Usage } from '../../kit.ts'
import { durationsOf } from './durations.ts'

/** A call of a tool as a message holds it. */
export interface ToolCall {
  readonly id: string
  readonly function: { readonly index: number; readonly name: string; readonly arguments: Readonly<Record<string, unknown>> }
}

/** As much of a reply as one line, or the complete body, carries. */
export interface Said {
  readonly text?: string
  readonly thinking?: string
  readonly calls?: readonly ToolCall[]
}

/** How one endpoint writes what is said. */
export interface Form {
  said(said: Said): Record<string, unknown>
  /** What stands next to the durations, once all is said. */
  done(text: string, exchange: Exchange): Record<string, unknown>
}

/** What every line begins with. */
export function headOf({ model }: Reply, { date }: Exchange): Record<string, unknown> {
  return { model, created_at: new Date(date).toISOString() }
}

/** Why the model stopped, in the two words that there are for it: a call of a tool, or a refusal, is an answer like any other. */
function doneReasonOf(finish: FinishReason): 'stop' | 'length' {
  return finish === 'length' ? 'length' : 'stop'
}

/** What tells that all is said, and what it cost. */
export function endOf(reply: Reply, finish: FinishReason, usage: Usage | undefined): Record<string, unknown> {
  return { done: true, done_reason: doneReasonOf(finish), ...durationsOf(reply, usage) }
}

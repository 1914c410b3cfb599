import type { Exchange, FinishReason, Reply, Usage } from '../../kit.ts'
import { durationsOf } from './durations.ts'

/** A tool call in a message. */
export interface ToolCall {
  readonly id: string
  readonly function: { readonly index: number; readonly name: string; readonly arguments: Readonly<Record<string, unknown>> }
}

/** The part of a reply in one line, or in the complete body. */
export interface Said {
  readonly text?: string
  readonly thinking?: string
  readonly calls?: readonly ToolCall[]
}

/** How one endpoint writes a reply. */
export interface Form {
  said(said: Said): Record<string, unknown>
  /** The fields next to the durations at the end. */
  done(text: string, exchange: Exchange): Record<string, unknown>
}

/** The common start of every line. */
export function headOf({ model }: Reply, { date }: Exchange): Record<string, unknown> {
  return { model, created_at: new Date(date).toISOString() }
}

/** The finish reason, of which there are two: a tool call or a refusal is an ordinary answer. */
function doneReasonOf(finish: FinishReason): 'stop' | 'length' {
  return finish === 'length' ? 'length' : 'stop'
}

/** The fields that mark the end, with the usage. */
export function endOf(reply: Reply, finish: FinishReason, usage: Usage | undefined): Record<string, unknown> {
  return { done: true, done_reason: doneReasonOf(finish), ...durationsOf(reply, usage) }
}

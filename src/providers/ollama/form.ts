import { textOf, type Exchange, type FinishReason, type Reply, type Usage } from '../../kit.ts'
import { contextOf } from './context.ts'
import { durationsOf } from './durations.ts'

/** A call of a tool as a message holds it. */
export interface ToolCall {
  readonly id: string
  readonly function: { readonly index: number; readonly name: string; readonly arguments: Readonly<Record<string, unknown>> }
}

/** As much of a reply as one line, or the whole body, carries. */
export interface ScriptedAnswer {
  readonly text?: string
  readonly thinking?: string
  readonly calls?: readonly ToolCall[]
}

/** How one endpoint writes what is said. */
export interface Form {
  said(said: ScriptedAnswer): Record<string, unknown>
  /** What stands beside the durations, once all is said. */
  done(text: string, exchange: Exchange): Record<string, unknown>
}

/** `/api/chat`: a message. */
export const chatForm: Form = {
  said: ({ text = '', thinking, calls }) => ({
    message: {
      role: 'assistant',
      content: text,
      ...(thinking === undefined ? {} : { thinking }),
      ...(calls === undefined ? {} : { tool_calls: calls }),
    },
  }),
  done: () => ({}),
}

/** `/api/generate`: a response, and the context to go on from. */
export const generateForm: Form = {
  said: ({ text = '', thinking }) => ({ response: text, ...(thinking === undefined ? {} : { thinking }) }),
  done: (text, { call }) => ({ context: contextOf(`${textOf(call, 'user')}\n${text}\n`) }),
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

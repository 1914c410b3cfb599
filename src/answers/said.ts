import type { Answer } from '../engine/model/answer.ts'
import type { Call } from '../engine/model/call.ts'
import type { Random } from '../engine/base/random.ts'
import type { ReplyPart } from '../engine/model/reply.ts'

/** A tool call, as one would write it down. */
export interface ScriptedToolCall {
  readonly name: string
  /** An object, or JSON text where it is to stand just so. */
  readonly arguments?: Readonly<Record<string, unknown>> | string
  readonly id?: string
}

/** What a model says, as one would write it down: a text, its pieces by name, or an answer in full. */
export type ScriptedAnswer =
  | string
  | Answer
  | (Omit<Answer, 'parts'> & {
      readonly reasoning?: string
      readonly text?: string
      readonly refusal?: string
      readonly toolCalls?: readonly ScriptedToolCall[]
    })

/** An id for a tool call, in the form of the dialect that the call speaks. */
export function toolCallId(call: Pick<Call, 'endpoint'>, random: Random): string {
  return call.endpoint === 'messages' ? `toolu_01${random.id(22)}` : `call_${random.id(24)}`
}

/** What was said, as an answer. */
export function answerOf(said: ScriptedAnswer, call: Call, random: Random): Answer {
  if (typeof said === 'string') return { parts: [{ type: 'text', text: said }] }
  if ('parts' in said) return said
  const { reasoning, text, refusal, toolCalls = [], ...rest } = said
  const parts: ReplyPart[] = []
  if (reasoning !== undefined) parts.push({ type: 'reasoning', text: reasoning })
  if (text !== undefined) parts.push({ type: 'text', text })
  if (refusal !== undefined) parts.push({ type: 'refusal', text: refusal })
  for (const { name, arguments: given = {}, id } of toolCalls) {
    parts.push({
      type: 'tool-call',
      id: id ?? toolCallId(call, random),
      name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given),
    })
  }
  return { ...rest, parts }
}
